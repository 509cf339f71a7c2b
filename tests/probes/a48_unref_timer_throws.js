// An unref'd timer that throws: what the handler of the error queues, and the timer behind it.
process.on('uncaughtException', (error) => {
  console.log('caught', error.message);
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => console.log('tick'));
  Promise.resolve().then(() => console.log('microtask'));
});
setTimeout(() => {
  throw new Error('timeout');
}, 5).unref();
let round = 0;
const interval = setInterval(() => {
  round++;
  throw new Error(`interval ${round}`);
}, 20);
interval.unref();
setTimeout(() => clearInterval(interval), 50);
