// ports that a request's callback makes are looked at before those that were there
const { MessageChannel } = require('worker_threads');
const fs = require('fs');
const channel = (name) => {
  const { port1, port2 } = new MessageChannel();
  let count = 0;
  port2.on('message', (message) => { console.log(name, message); if (++count === 2) port2.close(); });
  port1.postMessage(1);
  return () => port1.postMessage(2);
};
const first = channel('first');
setTimeout(() => fs.stat(__filename, () => {
  const second = channel('second');
  setImmediate(() => { first(); second(); });
}), 50);
