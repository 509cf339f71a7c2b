// What a socket takes while nobody reads at the other end has a limit: then it waits, until
// there is room again, and says so by 'drain'. A socket that is destroyed meanwhile gives up.
const net = require('net');
const big = Buffer.alloc(8 << 20);
const log = (...args) => console.log(...args);
const server = net.createServer({ pauseOnConnect: true });
server.on('connection', (peer) => {
  let got = 0;
  peer.on('data', (chunk) => { got += chunk.length; });
  peer.on('end', () => { log('peer: end', got === 1 + big.length + 1 || got > 1); peer.end(); });
  peer.on('close', () => log('peer: close'));
  setTimeout(() => { log('peer: resume'); peer.resume(); }, 50);
});
function patient(next) {
  const socket = net.connect(server.address().port, '127.0.0.1', () => {
    log('small', socket.write('x', () => log('small written')), socket.writableLength);
    log('big', socket.write(big, () => log('big written', socket.writableLength)), socket.writableLength);
    log('behind', socket.write('y', () => log('behind written')), socket.writableLength);
    setImmediate(() => log('immediate', socket.writableLength > 0, socket.bytesWritten));
    setTimeout(() => log('still waiting', socket.writableLength), 20);
  });
  socket.on('drain', () => { log('drain', socket.writableLength); socket.end(); });
  socket.on('finish', () => log('finish'));
  socket.on('end', () => log('end'));
  socket.on('close', (failed) => { log('close', failed); next(); });
  socket.resume();
}
function impatient(next) {
  const socket = net.connect(server.address().port, '127.0.0.1', () => {
    socket.write(big, (error) => log('big', error ? error.code : 'written'));
    socket.write('y', (error) => log('behind', error ? error.code : 'written'));
    setTimeout(() => { log('destroy'); socket.destroy(); }, 10);
  });
  socket.on('drain', () => log('drain'));
  socket.on('finish', () => log('finish'));
  socket.on('error', (error) => log('error', error.code));
  socket.on('close', (failed) => { log('close', failed); next(); });
}
function deserted(next) {
  server.removeAllListeners('connection');
  server.on('connection', (peer) => setTimeout(() => { log('peer: gone'); peer.destroy(); }, 10));
  const socket = net.connect(server.address().port, '127.0.0.1', () => {
    socket.write(big, (error) => log('big', error ? error.code : 'written'));
  });
  socket.on('error', (error) => log('error', error.code, error.syscall));
  socket.on('close', (failed) => { log('close', failed); next(); });
}
server.listen(0, () => patient(() => impatient(() => setTimeout(() => deserted(() => server.close(() => log('over'))), 300))));
