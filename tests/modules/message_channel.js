// Ports deliver in the poll phase, in the order in which they were made, one entry a message.
const { MessageChannel, receiveMessageOnPort } = require('worker_threads');

const first = new MessageChannel();
first.port2.on('message', (message) => {
  console.log('first got', message);
  process.nextTick(() => console.log('tick'));
  Promise.resolve().then(() => console.log('microtask'));
  if (message.last) first.port1.close();
});
first.port1.on('close', () => console.log('port 1 closed'));
first.port2.on('close', () => console.log('port 2 closed'));
first.port1.postMessage({ text: 'a', when: new Date(0), map: new Map([[1, [2]]]) });
first.port1.postMessage({ last: true });

// A message to a port made later arrives in the same round, one to an earlier port in the next.
const ball = new MessageChannel();
ball.port1.on('message', (message) => {
  console.log('left has', message);
  ball.port1.postMessage(message + 1);
});
ball.port2.on('message', (message) => {
  console.log('right has', message);
  if (message < 4) ball.port2.postMessage(message + 1);
  else ball.port2.close();
});
ball.port1.postMessage(0);
let round = 0;
setImmediate(function next() {
  console.log('immediate', ++round);
  if (round < 4) setImmediate(next);
});

// Without the loop.
const quiet = new MessageChannel();
quiet.port1.postMessage([1, 2]);
console.log(receiveMessageOnPort(quiet.port2), receiveMessageOnPort(quiet.port2));

// A port that travels.
const carrier = new MessageChannel();
const parcel = new MessageChannel();
parcel.port1.postMessage('from inside');
carrier.port2.once('message', ({ port }) => {
  port.once('message', (message) => console.log('parcel:', message));
});
carrier.port1.postMessage({ port: parcel.port2 }, [parcel.port2]);

const bytes = new Uint8Array([1, 2, 3]);
quiet.port1.postMessage(bytes, [bytes.buffer]);
console.log(bytes.byteLength, receiveMessageOnPort(quiet.port2).message);
try {
  quiet.port1.postMessage(() => {});
} catch (error) {
  console.log(error.name, error.code, error.message);
}
