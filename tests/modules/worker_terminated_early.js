// A worker that is terminated before it has begun ends with 0; one that could not be made
// leaves nothing behind.
const { Worker, isMainThread } = require('worker_threads');
if (isMainThread) {
  try {
    new Worker(__filename, { workerData: () => {} });
  } catch (error) {
    console.log(error.name, error.code);
  }
  const worker = new Worker(__filename);
  worker.on('online', () => console.log('online'));
  worker.on('exit', (code) => {
    console.log('exit', code);
    const other = new Worker(__filename);
    other.on('online', () => other.terminate());
    other.on('exit', (second) => console.log('exit', second));
  });
  Promise.resolve(worker.terminate()).then((code) => console.log('terminated', code));
} else {
  setInterval(() => {}, 1000);
}
