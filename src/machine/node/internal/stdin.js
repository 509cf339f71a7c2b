'use strict';
// process.stdin: nobody types, so it is a file that is at its end. In a worker it is what its
// parent writes to `worker.stdin`, if that is to be there.

const thread = internal.ownThread();
const { stdin } = thread === undefined ? {} : JSON.parse(thread[1]);

function fromParent(address) {
  const { Readable } = require('stream');
  const { Buffer } = require('buffer');
  let reads = false;
  const port = internal.openPort((text) => {
    if (text !== '') {
      stream.push(Buffer.from(text, 'base64'));
      return;
    }
    stream.push(null);
    internal.closePort(port);
  }, () => {});
  const stream = new Readable({
    // Whoever reads waits for what comes.
    read() {
      if (reads) return;
      reads = true;
      internal.keepPort(port, true);
      internal.receive(port, true);
    },
  });
  stream.fd = 0;
  internal.addressPort(port, address);
  return stream;
}

function none() {
  const { ReadStream } = require('fs');
  return new ReadStream(null, { fd: 0, autoClose: false });
}

module.exports = stdin === undefined ? none() : fromParent(stdin);
