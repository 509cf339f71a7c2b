// The turns that iterating over a web stream takes, beside a chain of promises.
const lines = [];
const ruler = (count) => {
  let turn = Promise.resolve();
  for (let i = 1; i <= count; i++) turn = turn.then(() => lines.push(i));
  return turn;
};
const iterate = async (name, stream, stop) => {
  for await (const value of stream) {
    lines.push(`${name} ${value}`);
    if (value === stop) break;
  }
  lines.push(`${name} over`);
};
const of = (count, size) => {
  let left = count;
  return new ReadableStream({
    start(controller) {
      for (let i = 0; i < size; i++) controller.enqueue(left--);
    },
    pull(controller) {
      if (left > 0) controller.enqueue(left--);
      else controller.close();
    },
  });
};
(async () => {
  if (typeof ReadableStream !== 'function') return;
  for (const [count, size, stop] of [[1, 1], [3, 0], [3, 2], [2, 2, 2]]) {
    await Promise.all([iterate('a', of(count, size), stop), ruler(20)]);
    await Promise.all([iterate('b', new ReadableStream({ start(c) { setImmediate(() => { c.enqueue(1); c.enqueue(2); c.close(); ruler(8); }); } }), stop)]);
  }
  console.log(lines.join('\n'));
})();
