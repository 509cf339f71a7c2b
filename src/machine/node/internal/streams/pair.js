'use strict';
// stream.duplexPair: what is written to one is read from the other.

const { nextTick } = internal;
const { Duplex } = require('internal/streams/duplex');

class Side extends Duplex {
  other = null;
  waiting = null;

  _read() {
    const callback = this.waiting;
    if (callback === null) return;
    this.waiting = null;
    callback();
  }

  // A chunk has been written once the other side's reader asks for more.
  _write(chunk, encoding, callback) {
    if (chunk.length === 0) {
      nextTick(callback);
    } else {
      this.other.push(chunk);
      this.other.waiting = callback;
    }
  }

  _final(callback) {
    this.other.on('end', callback);
    this.other.push(null);
  }
}

module.exports = (options) => {
  const [one, two] = [new Side(options), new Side(options)];
  one.other = two;
  two.other = one;
  return [one, two];
};
