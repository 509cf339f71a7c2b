// Both ends of a connection stay open until each has ended; what fails to be written.
const net = require('net');

function halfOpen(next) {
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    console.log('connection');
    socket.on('data', (data) => console.log('server data', String(data)));
    socket.on('end', () => {
      console.log('server end');
      socket.end('bye', () => console.log('server finished'));
    });
    socket.on('finish', () => console.log('server finish'));
    socket.on('close', (hadError) => console.log('server close', hadError));
  });
  server.listen(0, '127.0.0.1', () => {
    const client = net.connect({ port: server.address().port, host: '127.0.0.1', allowHalfOpen: true });
    client.on('connect', () => { console.log('connect'); client.end('hi'); });
    client.on('finish', () => console.log('finish'));
    client.on('data', (data) => console.log('data', String(data)));
    client.on('end', () => console.log('end', client.readyState));
    client.on('close', (hadError) => { console.log('close', hadError); server.close(next); });
  });
}

function brokenPipe() {
  const server = net.createServer((socket) => { socket.destroy(); });
  server.listen(0, '127.0.0.1', () => {
    const client = net.connect(server.address().port, '127.0.0.1');
    client.on('connect', () => {
      client.pause();
      client.write('a');
      setTimeout(() => client.write('b'), 10);
    });
    client.on('error', (error) => console.log('error', error.code));
    client.on('close', (hadError) => { console.log('close', hadError); server.close(); });
  });
}

halfOpen(brokenPipe);
