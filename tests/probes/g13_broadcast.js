// What one BroadcastChannel posts, all others of its name hear, also in other threads.
const { BroadcastChannel, Worker, isMainThread, workerData } = require('worker_threads');

const channel = new BroadcastChannel('news');
if (isMainThread) {
  let heard = 0;
  channel.onmessage = ({ data }) => {
    console.log('main hears', data);
    if (++heard === 2) {
      channel.postMessage('stop');
      channel.close();
    }
  };
  for (const number of [0, 1]) new Worker(__filename, { workerData: number }).on('exit', (code) => console.log('exit', code));
} else {
  channel.onmessage = ({ data }) => { if (data === 'stop') channel.close(); };
  setTimeout(() => channel.postMessage(`hello ${workerData}`), 50 + 150 * workerData);
}
