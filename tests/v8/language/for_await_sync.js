// `for await` over synchronous iterators: when they are closed, and in which turn what follows.
const log = [];
const iterable = (name, values) => ({
  [Symbol.iterator]() {
    let at = 0;
    return {
      next() { return { value: values[at], done: at++ >= values.length }; },
      return(value) { log.push(`${name} closed`); return { value, done: true }; },
    };
  },
});
const tick = (name, turns) => {
  let chain = Promise.resolve();
  for (let turn = 1; turn <= turns; turn++) chain = chain.then(() => log.push(`${name} turn ${turn}`));
};

async function run(name, values, leave) {
  tick(name, 9);
  try {
    for await (const value of iterable(name, values())) {
      log.push(`${name} got ${value}`);
      if (leave) leave(value);
    }
    log.push(`${name} ended`);
  } catch (error) {
    log.push(`${name} threw ${error}`);
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log(log.splice(0).join(', '));
}

(async () => {
  await run('plain', () => [1, 2]);
  await run('promises', () => [Promise.resolve(1), 2]);
  await run('rejected', () => [1, Promise.reject('no'), 3]);
  await run('rejected first', () => [Promise.reject('no')]);
  await run('thenable', () => [{ then(resolve, reject) { reject('thenable'); } }]);
  await run('thrown', () => [1, 2], () => { throw 'body'; });
  await run('late', () => [new Promise((_, reject) => setTimeout(reject, 1, 'late'))]);
  for (const kind of [null, 5, {}]) {
    try {
      for await (const value of kind) console.log(value);
    } catch (error) {
      console.log(error.message);
    }
  }
  outer: for (const name of ['a', 'b']) {
    for await (const value of iterable(name, [1])) {
      console.log(name, value, log.splice(0).join());
      continue outer;
    }
  }
  console.log(log.splice(0).join());
})();
