// A worker that has its parent's environment, and reads what the parent writes; one of a data: URL.
const { SHARE_ENV, Worker, workerData } = require('worker_threads');

if (workerData === null) {
  process.env.A = 1;
  const worker = new Worker(__filename, { workerData: 'reads', env: SHARE_ENV, stdin: true });
  worker.on('exit', () => {
    console.log(process.env.B, 'A' in process.env, Object.keys(process.env).filter((key) => /^[A-Z]$/.test(key)));
    if (parseInt(process.version.slice(1), 10) >= 14) module();
  });
  process.env.C = 'later';
  worker.stdin.write('hello ');
  worker.stdin.end('world');
} else {
  console.log(process.env.A, process.env.C);
  process.env.B = 'from the worker';
  delete process.env.A;
  let all = '';
  process.stdin.on('data', (piece) => { all += piece; });
  process.stdin.on('end', () => console.log('stdin:', all));
}

function module() {
  const text = 'import { threadId } from "worker_threads"; console.log("module", threadId, typeof require);';
  const worker = new Worker(new URL(`data:text/javascript,${text}`));
  worker.on('exit', (code) => {
    console.log('exit', code);
    flood();
  });
}

function flood() {
  const { port1, port2 } = new (require('worker_threads').MessageChannel)();
  port1.on('message', () => port2.postMessage(0));
  port2.postMessage(0);
  setTimeout(() => { port1.close(); console.log('a timer comes in between'); }, 5);
}
