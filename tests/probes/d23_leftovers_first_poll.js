// Ticks that two errors left behind, an immediate, and the first poll phase.
const told = [];
process.on('exit', () => console.log(told.join('\n')));
process.on('uncaughtException', () => process.nextTick(() => told.push('tick of the handler')));
process.nextTick(() => {
  process.nextTick(() => { throw new Error('second'); });
  throw new Error('first');
});
setImmediate(() => {
  told.push('immediate');
  throw new Error('third');
});
setTimeout(() => told.push('timer'), 100);
