// Threads that share memory: one waits until the other notifies it, or until time is up.
const { Worker, isMainThread, parentPort, workerData } = require('worker_threads');

if (isMainThread) {
  const shared = new SharedArrayBuffer(12);
  const numbers = new Int32Array(shared);
  const worker = new Worker(__filename, { workerData: shared });
  worker.on('message', (text) => console.log(text, numbers[1]));
  worker.on('exit', (code) => console.log('exit', code));
  console.log('waits', Atomics.wait(numbers, 0, 0), Atomics.load(numbers, 0));
  console.log('again', Atomics.wait(numbers, 0, 0), Atomics.wait(numbers, 1, 0, 20));
  while (Atomics.load(numbers, 2) === 0);
  console.log('nobody', Atomics.notify(numbers, 0));
} else {
  const numbers = new Int32Array(workerData);
  setTimeout(() => {
    Atomics.store(numbers, 0, 42);
    const woken = Atomics.notify(numbers, 0);
    setTimeout(() => {
      numbers[1] = 7;
      Atomics.store(numbers, 2, 1);
      parentPort.postMessage(`woken ${woken}`);
    }, 200);
  }, 10);
}
