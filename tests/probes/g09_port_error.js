// an error while a message is handled leaves the other messages for the loop's next round
const { MessageChannel } = require('worker_threads');
process.on('uncaughtException', (error) => console.log('uncaught ' + error.message));
const { port1, port2 } = new MessageChannel();
port2.on('message', (message) => {
  console.log('message ' + message);
  if (message === 1) throw new Error('of the listener');
  if (message === 2) process.nextTick(() => { throw new Error('of a tick'); });
  if (message === 3) queueMicrotask(() => { throw new Error('of a microtask'); });
  if (message === 5) port1.close();
});
port2.on('close', () => console.log('closed'));
for (const message of [1, 2, 3, 4, 5]) port1.postMessage(message);
let round = 0;
setImmediate(function next() {
  console.log('immediate');
  if (++round < 5) setImmediate(next);
});
