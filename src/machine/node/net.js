'use strict';
// net: servers and sockets on the network inside the process.

const { isIP, isIPv4, isIPv6 } = require('internal/ip');
const { normalize } = require('internal/net_arguments');
const { Server } = require('internal/net_server');
const { Socket } = require('internal/net_socket');

function connect(...args) {
  const [options, callback] = normalize(args);
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(options, ...(callback ? [callback] : []));
}

module.exports = {
  connect,
  createConnection: connect,
  createServer(options, connectionListener) { return new Server(options, connectionListener); },
  isIP, isIPv4, isIPv6,
  Server, Socket, Stream: Socket,
};
