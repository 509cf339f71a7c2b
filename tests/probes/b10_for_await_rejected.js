// Whether `for await` closes a synchronous iterator that gives a rejected promise.
const iterable = {
  [Symbol.iterator]: () => ({
    next: () => ({ value: Promise.reject(new Error('rejected')), done: false }),
    return() { console.log('closed'); return {}; },
  }),
};
(async () => {
  try {
    for await (const value of iterable) console.log(value);
  } catch (error) {
    console.log(error.message);
  }
})();
