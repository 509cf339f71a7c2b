// What is thrown by functions that an executor calls rejects the promise; the calls around
// `new Promise` keep their operands.
function boom(text) { throw new Error(text); }
const two = (a, b) => [a, b];
const told = (name) => (error) => console.log(name, error.message, two(1, 2));
new Promise((resolve) => { boom('a'); }).catch(told('block'));
new Promise(() => boom('b')).catch(told('expression'));
two(1, new Promise(function () { boom('c'); }))[1].catch(told('argument'));
Promise.all([1, new Promise(() => boom('d'))]).catch(told('all'));
class Own extends Promise {}
new Own(() => boom('e')).catch(told('subclass'));
Reflect.construct(Promise, [() => boom('f')]).catch(told('construct'));
new Promise((resolve) => { resolve(1); boom('late'); }).then((value) => console.log('settled', value));
new Promise(() => new Promise(() => boom('inner')).catch(told('inner')) && boom('outer')).catch(told('outer'));
Promise.all({ [Symbol.iterator]() { return boom('iterator'); } }).catch(told('iterable'));
Promise.race((function* () { yield 1; boom('generator'); })()).then((value) => console.log(value), told('race'));
new Promise((resolve) => resolve({ get then() { return boom('then'); } })).catch(told('thenable'));
two(Promise.resolve({ get then() { return boom('resolved'); } }), 2)[0].catch(told('resolve'));
Promise.resolve().then(() => boom('job')).catch(told('job'));
(async () => {
  try {
    await new Promise(() => boom('awaited'));
  } catch (error) {
    told('await')(error);
  }
  for (const step of [1, 2]) {
    const result = await two(step, new Promise(() => boom('loop')))[1].catch((error) => error.message);
    console.log(step, result);
  }
})();
if (Promise.try) two(Promise.try((a, b) => boom('try' + a + b), 1, 2), 2)[0].catch(told('try'));
