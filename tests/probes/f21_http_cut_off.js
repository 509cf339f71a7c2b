// A client that goes away in the middle of an answer; one socket for several requests.
const http = require('http');

function cutOff(next) {
  const server = http.createServer((request, response) => {
    console.log('request');
    request.on('aborted', () => console.log('request aborted'));
    request.on('error', (error) => console.log('request error', error.code));
    request.on('close', () => console.log('request close'));
    response.on('close', () => { console.log('response close'); next(); });
    response.write('part');
  });
  server.listen(0, () => {
    const client = http.get({ port: server.address().port }, (message) => {
      message.on('data', (data) => {
        console.log('data', String(data));
        client.destroy();
      });
      message.on('aborted', () => console.log('aborted'));
      message.on('error', (error) => console.log('error', error.code));
      message.on('end', () => console.log('end'));
      message.on('close', () => {
        console.log('close');
        server.close(() => console.log('server closed'));
      });
    });
    client.on('error', (error) => console.log('client error', error.code));
    client.on('close', () => console.log('client close'));
  });
}

function oneSocket() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const server = http.createServer((request, response) => {
    request.on('close', () => console.log('request close', request.url));
    response.on('close', () => console.log('response close', request.url));
    response.end(request.url);
  });
  let left = 3;
  server.listen(0, () => {
    for (const path of ['/1', '/2', '/3']) {
      const client = http.get({ port: server.address().port, path, agent }, (message) => {
        message.resume();
        message.on('end', () => {
          console.log('end', path, client.reusedSocket);
          if (--left > 0) return;
          server.close(() => console.log('server closed'));
          setTimeout(() => agent.destroy(), 20);
        });
      });
    }
  });
}

cutOff(oneSocket);
