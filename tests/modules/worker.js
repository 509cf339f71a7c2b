// Threads with loops of their own: what the parent hears of them, and when.
const {
  MessageChannel, Worker, isMainThread, parentPort, threadId, workerData,
} = require('worker_threads');

if (!isMainThread) {
  console.log('worker starts', threadId, workerData);
  parentPort.on('message', (message) => {
    parentPort.postMessage({ got: message });
    parentPort.close();
  });
  parentPort.postMessage({ ready: true, map: new Map([[1, { a: 2 }]]), none: undefined, big: 10n, list: [1, , 3] });
} else {
  const worker = new Worker(__filename, { workerData: { n: 5 } });
  console.log('the main script', threadId, worker.threadId);
  worker.on('online', () => console.log('online'));
  worker.on('message', (message) => {
    console.log('main got', message);
    process.nextTick(() => console.log('tick'));
    Promise.resolve().then(() => console.log('microtask'));
    if (message.ready) worker.postMessage({ go: 1 });
  });
  worker.on('exit', (code) => {
    console.log('exit', code, worker.threadId);
    failing();
  });
  setTimeout(() => console.log('a timer of the main loop'), 0);
}

function failing() {
  const worker = new Worker('throw new TypeError("boom")', { eval: true });
  worker.on('error', (error) => console.log('error:', error.name, error.message, error instanceof TypeError));
  worker.on('exit', (code) => {
    console.log('exit', code);
    leaving();
  });
}

function leaving() {
  new Worker('process.exit(7)', { eval: true }).on('exit', (code) => {
    console.log('exit', code);
    const endless = new Worker('setInterval(() => {}, 1000)', { eval: true });
    endless.on('online', () => endless.terminate().then((code) => console.log('terminated', code)));
    endless.on('exit', (code) => {
      console.log('exit', code);
      carrying();
    });
  });
}

function carrying() {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', (message) => {
    console.log('over the channel:', message);
    port1.postMessage('back');
  });
  port1.on('close', () => console.log('channel closed'));
  new Worker(`
    const { port } = require('worker_threads').workerData;
    port.postMessage('hello');
    port.on('message', (message) => {
      console.log('worker got', message);
      port.close();
    });
  `, { eval: true, workerData: { port: port2 }, transferList: [port2] }).on('exit', (code) => console.log('exit', code));
}
