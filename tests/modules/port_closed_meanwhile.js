// A port that is closed while it delivers, transfer lists, what an event holds (12 and later).
const wt = require('worker_threads');
const { MessageChannel } = wt;
const major = parseInt(process.versions.node);
const log = [];
const { port1, port2 } = new MessageChannel();
port1.on('message', (m) => {
  log.push(m);
  port1.close(() => log.push('close'));
  if (m === 'foo') setImmediate(() => log.push('immediate'));
});
for (const m of ['foo', 'bar', 'baz']) port2.postMessage(m);
const c = new MessageChannel();
c.port1.onmessage = (e) => { log.push(`data ${e.data}`); if (major >= 16) log.push(`ports ${e.ports.length}`); c.port1.close(); };
const moved = new MessageChannel().port1;
if (major >= 16) c.port2.postMessage(undefined, [moved]);
else c.port2.postMessage(undefined);
const d = new MessageChannel();
d.port1.on('message', (m) => log.push(`never ${m}`));
d.port2.postMessage(1);
d.port1.close();
if (typeof d.port1.hasRef === 'function') log.push(d.port1.hasRef());
const attempts = [
  () => { const buffer = new ArrayBuffer(1); port1.postMessage(buffer, [buffer, buffer]); },
  () => { const port = new MessageChannel().port1; port1.postMessage(port, [port, port]); },
  () => port1.postMessage(5, { transfer: 0 }),
  () => port1.postMessage(5, { transfer: { [Symbol.iterator]() { return {}; } } }),
  () => port1.postMessage(5, 0),
  () => {
    if (major < 14) return;
    const buffer = new ArrayBuffer(1);
    wt.markAsUntransferable(buffer);
    port1.postMessage(buffer, [buffer]);
  },
];
for (const attempt of attempts) {
  try { attempt(); console.log('passed'); } catch (e) { console.log(e.name, e.code, e.message); }
}
setTimeout(() => console.log(log.join(', ')), 50);
