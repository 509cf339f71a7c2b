// Upgrades, hints before the answer, trailers, and what a server refuses.
const http = require('http');
const net = require('net');

const server = http.createServer((req, res) => {
  req.on('data', () => {});
  req.on('end', () => {
    if (req.url === '/trailers') {
      console.log('trailers', JSON.stringify(req.trailers));
      res.setHeader('Trailer', 'X-Sum');
      res.write('body');
      res.addTrailers({ 'X-Sum': 'abc' });
    } else if (req.url === '/hints' && res.writeProcessing) {
      res.writeProcessing();
    }
    res.end(req.url);
  });
});
server.on('upgrade', (req, socket, head) => {
  console.log('upgrade', req.headers.upgrade, head.length);
  socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello');
});
server.on('checkExpectation', (req, res) => {
  console.log('expects', req.headers.expect);
  res.statusCode = 417;
  res.end();
});

const attempt = (make) => {
  try {
    make();
  } catch (error) {
    console.log(error.code, error.message);
  }
};
attempt(() => http.request({ method: 'a b' }));
attempt(() => http.request({ path: '/a b' }));
attempt(() => http.request({ protocol: 'ftp:' }));
attempt(() => http.request({ host: {} }));

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const get = (options, next) => {
    const req = http.request({ port, host: '127.0.0.1', agent: false, ...options }, (res) => {
      let body = '';
      res.on('data', (chunk) => { body += chunk; });
      res.on('end', () => {
        console.log(options.path, res.statusCode, body, JSON.stringify(res.trailers));
        next();
      });
    });
    req.on('information', ({ statusCode }) => { console.log('information', statusCode); });
    req.on('upgrade', (res, socket) => {
      console.log('upgraded', res.statusCode);
      socket.on('data', (data) => { console.log(`${data}`); });
      socket.on('end', () => { socket.end(); });
      socket.on('close', next);
    });
    req.on('abort', () => { console.log('abort'); });
    req.on('error', (error) => { console.log('error', error.code, error.message); });
    if (options.trailers) {
      req.setHeader('Transfer-Encoding', 'chunked');
      req.write('x');
      req.addTrailers({ 'X-Own': '1' });
    }
    req.end();
    return req;
  };
  const raw = (text, next) => {
    const socket = net.connect(port, '127.0.0.1', () => { socket.write(text); });
    let answer = '';
    socket.on('data', (data) => { answer += data; });
    socket.on('close', () => {
      console.log(answer.split('\r\n')[0]);
      next();
    });
  };
  const steps = [
    (next) => get({ path: '/trailers', method: 'POST', trailers: true }, next),
    (next) => get({ path: '/hints' }, next),
    (next) => get({ path: '/upgrade', headers: { Connection: 'Upgrade', Upgrade: 'echo' } }, next),
    (next) => get({ path: '/expect', headers: { Expect: 'more' } }, next),
    (next) => get({ path: '/', headers: [['Host', 'x'], ['X-A', '1']] }, next),
    (next) => raw('GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na', next),
    (next) => raw('OOPS / HTTP/1.1\r\n\r\n', next),
    (next) => {
      const req = get({ path: '/aborted' }, () => {});
      req.on('close', next);
      req.abort();
    },
  ];
  const go = () => {
    const step = steps.shift();
    if (step) step(() => setTimeout(go, 10));
    else server.close();
  };
  go();
});
