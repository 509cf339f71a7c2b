// A connection that nobody reads from any more does not keep the loop alive.
const net = require('net');

const server = net.createServer((socket) => {
  socket.write('hello');
  server.close();
});
server.listen(0, () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on('connect', () => {
    console.log('connected');
    setTimeout(() => { client.end(); console.log('ended'); }, 5);
  });
  client.on('data', () => console.log('data'));
  client.on('end', () => console.log('end'));
  client.on('close', () => console.log('close'));
});
server.on('close', () => console.log('server closed'));
process.on('exit', (code) => console.log('exit', code));
