// A tick throws while a rejection waits; the next callback handles another one: when the first is
// told of. All is printed at the end: printing takes ticks in Node.
const lines = [];
process.on('exit', () => console.log(lines.join('\n')));
process.on('uncaughtException', (error) => lines.push(error.message));
process.on('unhandledRejection', (reason) => lines.push(`unhandled ${reason}`));
setTimeout(() => {
  process.nextTick(() => {
    Promise.reject('rejected');
    throw new Error('thrown');
  });
}, 5);
setTimeout(() => {
  Promise.reject('other').catch(() => {});
  setTimeout(() => lines.push('timeout'), 20);
  setImmediate(() => lines.push('immediate'));
}, 5);
