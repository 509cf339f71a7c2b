'use strict';
// `finally` as Node's own code uses it: it costs as many microtasks as Node's does, and a
// program that replaces Promise.prototype.then is not called.

const { prototype } = Promise;
const then = Function.prototype.call.bind(prototype.then);

class SafePromise extends Promise {}
for (const name of ['then', 'catch', 'finally']) {
  Object.defineProperty(SafePromise.prototype, name, {
    value: prototype[name], writable: true, configurable: true,
  });
}

/** Calls `done` when the promise settles; the result settles like the promise, later. */
function settled(promise, done) {
  return new Promise((resolve, reject) => {
    new SafePromise((onward, back) => { then(promise, onward, back); }).finally(done).then(resolve, reject);
  });
}

module.exports = { SafePromise, settled, then };
