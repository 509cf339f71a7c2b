// A server that says it keeps connections for less than a second is not taken at its word (20);
// too many connections are dropped; what ends an idle connection.
const http = require('http');
const net = require('net');

function hint(next) {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    console.log('request', request.url);
    response.end('x');
  });
  server.keepAliveTimeout = 40;
  server.on('connection', (socket) => {
    console.log('connection');
    socket.on('timeout', () => console.log('timeout'));
    socket.on('close', () => console.log('connection closed'));
  });
  const get = (path, then) => http.get({ port: server.address().port, path, agent }, (message) => {
    message.resume();
    message.on('end', () => { console.log('end', path); then(); });
    message.on('close', () => console.log('close', path));
  });
  server.listen(0, () => get('/a', () => setTimeout(() => get('/b', () => server.close(() => {
    console.log('server closed');
    agent.destroy();
    setTimeout(next, 50);
  })), 10)));
}

function drop() {
  const server = net.createServer((socket) => { console.log('connection'); socket.on('close', () => server.close()); });
  server.maxConnections = 1;
  server.on('drop', () => console.log('drop'));
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    const first = net.connect(port, '127.0.0.1', () => {
      const second = net.connect(port, '127.0.0.1');
      second.resume();
      second.on('close', (hadError) => { console.log('closed', hadError); first.destroy(); });
    });
  });
}

hint(drop);
