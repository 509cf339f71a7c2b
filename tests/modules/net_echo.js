// What a server writes at once is read before what it sends back.
const net = require('net');
const server = net.createServer((socket) => {
  socket.write('hello ');
  socket.pipe(socket);
});
server.listen(0, '127.0.0.1', () => {
  const client = net.createConnection(server.address().port, '127.0.0.1', () => { client.write('world'); });
  let bytes = 0;
  client.on('data', (data) => {
    console.log(`${data}`);
    bytes += data.length;
    if (bytes === 11) client.end();
  });
  client.on('end', () => { server.close(); });
  server.on('close', () => { console.log('closed'); });
});
