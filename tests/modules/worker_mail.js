// A message that is posted before the worker has started waits for it.
let threads;
try {
  threads = require('worker_threads');
} catch (error) {
  console.log(error.code);
}
if (threads) {
  const { Worker, MessageChannel } = threads;
  const worker = new Worker(`
    const { parentPort } = require('worker_threads');
    console.log('in the worker');
    parentPort.once('message', (message) => {
      parentPort.postMessage(message + ' back');
      process.exit(3);
    });
  `, { eval: true });
  worker.on('online', () => { console.log('online'); });
  worker.on('message', (message) => { console.log(message); });
  worker.on('exit', (code) => {
    console.log('exit', code);
    // A port that nobody listens to keeps nothing alive, not even to hear that it is closed.
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (last) => {
      console.log(last);
      port2.close();
    });
    port1.on('close', () => { console.log('never heard'); });
    port1.postMessage('end');
  });
  worker.postMessage('there and');
}
