// A worker that starts a worker; a channel whose ends are in two of them.
const { MessageChannel, Worker, parentPort, threadId, workerData } = require('worker_threads');

const later = (fn) => setTimeout(fn, 100);
if (workerData === null) {
  const parent = new Worker(__filename, { workerData: { role: 'parent' } });
  parent.on('message', (text) => console.log('main hears', text));
  parent.on('exit', (code) => {
    console.log('parent exit', code);
    const { port1, port2 } = new MessageChannel();
    port1.postMessage('posted before');
    const one = new Worker(__filename, { workerData: { role: 'one', port: port1 }, transferList: [port1] });
    one.on('online', () => later(() => {
      const two = new Worker(__filename, { workerData: { role: 'two', port: port2 }, transferList: [port2] });
      two.on('exit', () => setTimeout(() => console.log('two exit'), 50));
    }));
  });
} else if (workerData.role === 'parent') {
  const child = new Worker(__filename, { workerData: { role: 'child' } });
  child.on('message', (text) => {
    console.log(threadId, 'hears', text);
    later(() => child.terminate());
  });
  child.on('exit', (code) => {
    console.log('child exit', code);
    later(() => parentPort.postMessage('all over'));
  });
} else if (workerData.role === 'child') {
  later(() => parentPort.postMessage(`hello from ${threadId}`));
  setInterval(() => {}, 1000);
} else if (workerData.role === 'one') {
  workerData.port.on('message', (text) => {
    console.log('one hears', text);
    workerData.port.postMessage('ping');
    later(() => workerData.port.close());
  });
} else {
  later(() => workerData.port.postMessage('from two'));
  workerData.port.on('message', (text) => console.log('two hears', text));
  workerData.port.on('close', () => console.log('two: closed'));
}
