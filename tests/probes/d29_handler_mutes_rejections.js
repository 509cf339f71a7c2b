// A rejection that nobody handles, and a handler for another one: when the first is told of. All
// is printed at the end: printing takes ticks in Node.
const lines = [];
process.on('exit', () => console.log(lines.join('\n')));
process.on('unhandledRejection', (reason) => lines.push(`unhandled ${reason}`));
setTimeout(() => {
  Promise.reject('first');
  Promise.reject('second').catch(() => {});
  setImmediate(() => lines.push('immediate'));
  setTimeout(() => {
    lines.push('timeout');
    process.nextTick(() => lines.push('tick'));
  }, 20);
}, 5);
