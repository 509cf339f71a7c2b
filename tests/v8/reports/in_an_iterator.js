const it = { [Symbol.iterator]() { throw new Error('in iterator'); } };
const [a] = it;
