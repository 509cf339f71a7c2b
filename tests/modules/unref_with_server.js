'use strict';
// An unref'd timer runs as long as something else keeps the loop alive: here a server that
// nobody connects to.
const net = require('net');
const server = net.createServer();
server.listen(() => {
  let runs = 0;
  const timer = setInterval(() => {
    timer.unref();
    if (++runs <= 3) console.log('interval', runs);
    if (runs === 3) server.close(() => { console.log('closed'); });
  }, 2);
  setTimeout(() => { console.log('after close'); }, 1000).unref();
});
