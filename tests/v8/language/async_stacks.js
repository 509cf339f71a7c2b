// Which async functions stacks say are waiting.
function fail() {
  throw new Error('x');
}
const wait = () => new Promise((resolve) => setTimeout(resolve, 1));
const cases = [];
const add = (name, run) => cases.push([name, run]);
async function late() {
  await wait();
  fail();
}
add('then', async () => {
  await Promise.resolve().then(fail);
});
add('then arrow', async () => {
  await Promise.resolve().then(() => fail());
});
add('then chain', async () => {
  await Promise.resolve().then(() => fail()).then(() => 1);
});
add('then of a timer', async () => {
  await wait().then(() => fail());
});
add('catch', async () => {
  await Promise.reject(1).catch(() => fail());
});
add('finally', async () => {
  await wait().finally(() => fail());
});
add('then of async', async () => {
  await late().then((x) => x);
});
add('catch of async', async () => {
  await late().catch((e) => {
    throw e;
  });
});
add('async callback', async () => {
  await Promise.resolve().then(async () => {
    await wait();
    fail();
  });
});
add('returned promise', async () => {
  await Promise.resolve().then(() => late());
});
add('returned from async', async () => {
  async function outer() {
    return late();
  }
  await outer();
});
add('map', async () => {
  await Promise.all([1, 2, 3].map(async (x) => {
    await wait();
    if (x === 2) fail();
  }));
});
add('map and then', async () => {
  await Promise.all([1, 2].map((x) => wait().then(() => fail())));
});
add('map settled', async () => {
  const [first] = await Promise.allSettled([1, 2].map(async (x) => {
    await wait();
    fail();
  }));
  throw first.reason;
});
add('race of async', async () => {
  await Promise.race([late(), wait()]);
});
add('all of then', async () => {
  await Promise.all([wait(), wait().then(() => fail())]);
});
add('all then', async () => {
  await Promise.all([late()]).then(() => 1);
});
add('variable', async () => {
  const p = late();
  await p;
});
add('two waiters', async () => {
  const p = late();
  p.catch(() => 0);
  await p;
});
add('executor', async () => {
  await new Promise((resolve, reject) => {
    late().catch(reject);
  });
});
add('executor reaction', async () => {
  await new Promise((resolve, reject) => {
    wait().then(() => reject(new Error('r')));
  });
});
add('loop', async () => {
  for (const n of [1, 2]) {
    await wait().then(() => {
      if (n === 2) fail();
    });
  }
});
add('try', async () => {
  try {
    await late();
  } finally {
    await wait();
  }
});
add('arrow', async () => late());
add('arrow await', async () => await late());
add('method', async () => {
  class Job {
    async run() {
      await this.step();
    }
    async step() {
      await wait();
      fail();
    }
  }
  await new Job().run();
});
add('for await', async () => {
  async function* items() {
    yield 1;
    fail();
  }
  for await (const item of items());
});
add('for await first', async () => {
  async function* items() {
    fail();
  }
  for await (const item of items());
});
add('for await late', async () => {
  async function* items() {
    yield 1;
    await wait();
    fail();
  }
  for await (const item of items());
});
add('for await inner', async () => {
  async function* items() {
    yield await late();
  }
  for await (const item of items());
});
add('for await body', async () => {
  async function* items() {
    yield 1;
  }
  for await (const item of items()) {
    fail();
  }
});
add('for await body late', async () => {
  async function* items() {
    yield 1;
  }
  for await (const item of items()) {
    await late();
  }
});
add('next', async () => {
  async function* items() {
    yield 1;
    fail();
  }
  const it = items();
  await it.next();
  await it.next();
});
add('next late', async () => {
  async function* items() {
    await wait();
    fail();
  }
  await items().next();
});
add('object iterator', async () => {
  const items = {
    [Symbol.asyncIterator]() {
      return {
        async next() {
          await wait();
          fail();
        },
      };
    },
  };
  for await (const item of items);
});
add('behind for await', async () => {
  async function* items() {
    yield 1;
  }
  for await (const item of items());
  fail();
});
add('delegated', async () => {
  async function* inner() {
    yield 1;
    fail();
  }
  async function* outer() {
    yield* inner();
  }
  for await (const item of outer());
});
const own = /node:|internal\/|_next_tick|\((timers|module|bootstrap_node)\.js/;
(async function main() {
  for (const [name, run] of cases) {
    try {
      await run();
    } catch (error) {
      const frames = error.stack.split('\n').slice(1).filter((line) => !own.test(line));
      console.log(name + ': ' + frames.map((line) => line.trim().replace(/\(?\/.*\//, '(')).join(' | '));
    }
  }
})();
