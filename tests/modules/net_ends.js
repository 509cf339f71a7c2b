// Who ends when the other has ended: listeners of 'end' see it, and writes in it.
const net = require('net');
const log = (...args) => console.log(...args);
const trace = (name, s) => {
  for (const event of ['end', 'finish', 'close', 'error']) s.on(event, (x) => log(name, event, event === 'error' ? x.code : '', s.readable, s.writable, s.destroyed, s.writableEnded, s.readyState));
};
const run = (title, serverOptions, clientOptions, onServer, onClient) => new Promise((resolve) => {
  log(`- ${title}`);
  let open = 2;
  const closed = () => { if (--open === 0) server.close(resolve); };
  const server = net.createServer(serverOptions, (s) => { trace('s', s); s.on('close', closed); onServer(s); });
  server.listen(0, '127.0.0.1', () => {
    const c = net.connect({ port: server.address().port, host: '127.0.0.1', ...clientOptions });
    trace('c', c); c.on('close', closed);
    onClient(c);
  });
});
(async () => {
  await run('server ends, client reads', {}, {}, (s) => { s.resume(); s.end('bye'); }, (c) => c.resume());
  await run('client ends', {}, {}, (s) => s.resume(), (c) => { c.resume(); c.end('hi'); });
  await run('write in end', {}, {}, (s) => { s.resume(); s.end('x'); }, (c) => { c.resume(); c.on('end', () => log('wrote', c.write('q', (e) => log('cb', e && e.code)))); });
  await run('end not read', {}, {}, (s) => { s.end('x'); s.resume(); }, (c) => { setTimeout(() => { log('c resumes'); c.resume(); }, 10); });
  log('over');
})();
