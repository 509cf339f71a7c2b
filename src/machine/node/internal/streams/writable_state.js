'use strict';
// What a Writable knows of itself, and the properties that show it.

const { major } = internal;
const { defineProperty } = Object;
const { defaultEncoding, highWaterMark } = require('internal/streams/base');

const old = major < 14;

class WritableState {
  constructor(options, _stream, duplex) {
    this.objectMode = !!(options && options.objectMode) || !!(duplex && options && options.writableObjectMode);
    this.highWaterMark = highWaterMark(this.objectMode, options, 'writableHighWaterMark', duplex);
    this.finalCalled = false;
    this.needDrain = false;
    this.ending = false;
    this.ended = false;
    this.finished = false;
    this.destroyed = false;
    this.decodeStrings = !(options && options.decodeStrings === false);
    this.defaultEncoding = defaultEncoding(options);
    this.length = 0;
    this.writing = false;
    this.corked = 0;
    this.sync = true;
    this.bufferProcessing = false;
    this.onwrite = null; // what _write() calls as it is done
    this.writecb = null;
    this.writelen = 0;
    this.afterWriteTickInfo = null;
    this.afterWritePending = false;
    this.buffered = [];
    this.pendingcb = 0;
    this.constructed = true;
    this.prefinished = false;
    this.errorEmitted = false;
    this.emitClose = !options || options.emitClose !== false;
    this.autoDestroy = old ? !!(options && options.autoDestroy) : !options || options.autoDestroy !== false;
    this.errored = null;
    this.closed = false;
    this.closeEmitted = false;
    this.onFinished = []; // callbacks of end(), 15 and later
  }
  getBuffer() { return this.buffered.slice(); }
  get bufferedRequestCount() { return this.buffered.length; }
}

/** Gives a prototype the properties that read the state. */
function showState(proto) {
  // `set` where a program may write them.
  const property = (name, get, set) => defineProperty(proto, name, {
    get() { return get(this._writableState, this); },
    ...(set && { set(value) { if (this._writableState) set(this._writableState, value); } }),
    enumerable: false,
    configurable: true,
  });
  property('destroyed', (w) => (w ? w.destroyed : false), (w, value) => { w.destroyed = value; });
  property('writableFinished', (w) => (w ? w.finished : false));
  property('writableObjectMode', (w) => (w ? w.objectMode : false));
  property('writableBuffer', (w) => w && w.getBuffer());
  property('writableHighWaterMark', (w) => w && w.highWaterMark);
  property('writableLength', (w) => w && w.length);
  if (major >= 12) property('writableEnded', (w) => (w ? w.ending : false));
  property('writableCorked', (w) => (w ? w.corked : 0));
  if (!old) {
    property('writable', (w) => !!w && w.writable !== false && !w.destroyed && !w.errored && !w.ending && !w.ended,
      (w, value) => { w.writable = !!value; });
    property('writableNeedDrain', (w) => (w ? !w.destroyed && !w.ending && w.needDrain : false));
  }
  if (major >= 18) {
    property('closed', (w) => (w ? w.closed : false));
    property('errored', (w) => (w ? w.errored : null));
    property('writableAborted', (w) => w.writable !== false && !!(w.destroyed || w.errored) && !w.finished);
  }
}

module.exports = { WritableState, showState };
