'use strict';
// What a Readable knows of itself, and the properties that show it.

const { major } = internal;
const { defineProperty } = Object;
const { defaultEncoding, getDefaultHighWaterMark, highWaterMark } = require('internal/streams/base');

const old = major < 14;

class ReadableState {
  constructor(options, duplex) {
    this.objectMode = !!(options && options.objectMode) || !!(duplex && options && options.readableObjectMode);
    this.highWaterMark = options
      ? highWaterMark(this.objectMode, options, 'readableHighWaterMark', duplex)
      : getDefaultHighWaterMark(false);
    this.buffer = [];
    this.length = 0;
    this.pipes = [];
    this.flowing = null;
    this.ended = false;
    this.endEmitted = false;
    this.reading = false;
    this.constructed = true;
    this.sync = true;
    this.needReadable = false;
    this.emittedReadable = false;
    this.readableListening = false;
    this.resumeScheduled = false;
    this.paused = old && major < 12 ? true : null;
    this.errorEmitted = false;
    this.emitClose = !options || options.emitClose !== false;
    this.autoDestroy = old ? !!(options && options.autoDestroy) : !options || options.autoDestroy !== false;
    this.destroyed = false;
    this.errored = null;
    this.closed = false;
    this.closeEmitted = false;
    this.defaultEncoding = defaultEncoding(options);
    this.waiting = new Set(); // pipe targets whose 'drain' is due
    this.readingMore = false;
    this.dataEmitted = false;
    this.decoder = null;
    this.encoding = null;
    this.endScheduled = false;
    this.eofPending = false; // 26: nobody was there to hear 'readable'
    if (options && options.encoding) this.setEncoding(options.encoding);
  }
  // Undocumented: the pipe targets that are waited for; one alone is no set.
  get awaitDrainWriters() {
    return this.pipes.length > 1 ? this.waiting : [...this.waiting][0] ?? null;
  }
  setEncoding(encoding) {
    const { StringDecoder } = require('string_decoder');
    this.decoder = new StringDecoder(encoding);
    this.encoding = encoding;
  }
}

/** Reads for as long as the stream flows and has something. */
function flow(stream) {
  const state = stream._readableState;
  while (state.flowing && stream.read() !== null);
}

/** Gives a prototype the properties that read the state. */
function showState(proto) {
  // `set` where a program may write them.
  const property = (name, get, set) => defineProperty(proto, name, {
    get() { return get(this._readableState); },
    ...(set && { set(value) { if (this._readableState) set(this._readableState, value); } }),
    enumerable: false,
    configurable: true,
  });
  property('destroyed', (r) => (r ? r.destroyed : false), (r, value) => { r.destroyed = value; });
  property('readableHighWaterMark', (r) => r.highWaterMark);
  property('readableBuffer', (r) => r && r.buffer);
  property('readableFlowing', (r) => r.flowing, (r, value) => { r.flowing = value; });
  property('readableLength', (r) => r.length);
  if (major >= 12) {
    property('readableObjectMode', (r) => (r ? r.objectMode : false));
    property('readableEncoding', (r) => (r ? r.encoding : null));
    property('readableEnded', (r) => (r ? r.endEmitted : false));
  }
  if (!old) {
    property('readable', (r) => !!r && r.readable !== false && !r.destroyed && !r.errorEmitted && !r.endEmitted,
      (r, value) => { r.readable = !!value; });
  }
  if (major >= 16) {
    property('readableDidRead', (r) => r.dataEmitted);
    property('readableAborted', (r) => r.readable !== false && !!(r.destroyed || r.errored) && !r.endEmitted);
  }
  if (major >= 18) {
    property('closed', (r) => (r ? r.closed : false));
    property('errored', (r) => (r ? r.errored : null));
  }
}

module.exports = { ReadableState, flow, showState };
