// Readable.from: what a chunk costs, before and after Node 16.
const { Readable } = require('stream');
if (Readable.from) {
  const read = (name, make) => new Promise((resolve) => {
    const readable = make();
    readable.on('close', () => console.log(name, 'close'));
    readable.on('end', () => { console.log(name, 'end'); setTimeout(resolve, 20); });
    readable.on('data', (chunk) => {
      console.log(name, 'data', chunk);
      process.nextTick(() => console.log(name, 'tick'));
      Promise.resolve().then(() => console.log(name, 'microtask'));
    });
  });
  const stop = () => new Promise((resolve) => {
    const values = {
      [Symbol.iterator]: () => values,
      next: () => ({ value: 1, done: false }),
      return: () => { console.log('returned'); return {}; },
    };
    const readable = Readable.from(values);
    console.log(readable.readableHighWaterMark);
    readable.on('close', () => console.log('closed'));
    readable.once('data', () => { readable.destroy(); process.nextTick(() => console.log('tick')); });
    setTimeout(resolve, 20);
  });
  (async () => {
    await read('array', () => Readable.from(['a', 'b']));
    await read('promises', () => Readable.from([Promise.resolve('a'), 'b']));
    await read('generator', () => Readable.from((async function* () { yield 'a'; yield 'b'; })()));
    await stop();
    let chain = Promise.resolve();
    for (let turn = 1; turn < 6; turn++) chain = chain.then(() => console.log('turn', turn));
    for await (const chunk of Readable.from(['a', 'b'])) console.log('loop', chunk);
  })();
}
