// What a worker starts with, and what its parent sees of it (14 and later).
const { Worker, isMainThread, parentPort, threadName } = require('worker_threads');
const major = parseInt(process.versions.node);
if (isMainThread) {
  process.env.OWN = 'from the parent';
  process.on('worker', (worker) => console.log('worker event', worker.threadId));
  for (const [options, wrong] of [[{ argv: 'x' }], [{ execArgv: 5 }], [{ env: 5 }]]) {
    try { new Worker(__filename, options); } catch (e) { console.log(e.name, e.code, e.message); }
  }
  for (const path of ['data:text/javascript,', 'file:///x', 'x']) {
    try { new Worker(path); } catch (e) { console.log(e.code, e.message); }
  }
  const first = new Worker(__filename, { name: 'first', argv: [1, 'two'] });
  if (major >= 22) console.log(first.threadName, threadName === '');
  first.on('message', (m) => console.log(m));
  first.on('exit', () => {
    if (major >= 22) console.log(first.threadName);
    const second = new Worker('console.log(process.argv.slice(1), process.env.OWN, process.env.MINE)', { eval: true, env: { MINE: 1 } });
    second.on('exit', () => {
      const third = new Worker('setInterval(() => {}, 1000)', { eval: true });
      third.once('online', () => {
        third.unref();
        third.terminate().then((code) => console.log('terminated', code));
      });
    });
  });
} else {
  parentPort.postMessage([process.env.OWN, process.argv.slice(2), major >= 22 ? threadName : '']);
}
