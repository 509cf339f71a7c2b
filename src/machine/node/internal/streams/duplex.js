'use strict';
// Duplex, Transform and PassThrough.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { defineProperty, getOwnPropertyDescriptors, setPrototypeOf } = Object;
exports.Duplex = Duplex; // readable.js asks for it while it is being made
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { errors, placeEvents } = require('internal/streams/base');
const { nodeError } = require('internal/errors');

const old = major < 14;
const hasOwn = Function.prototype.call.bind(Object.prototype.hasOwnProperty);

const usualEvents = ['close', 'error', 'prefinish', 'finish', 'drain', 'data', 'end', 'readable'];

function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  placeEvents(this, usualEvents);
  apply(Readable, this, [options]);
  apply(Writable, this, [options]);
  this.allowHalfOpen = !(options && options.allowHalfOpen === false);
  if (!options) return;
  if (old) {
    if (options.readable === false) this.readable = false;
    if (options.writable === false) this.writable = false;
    if (!this.allowHalfOpen) this.once('end', onEndOld);
    return;
  }
  if (options.readable === false) {
    Object.assign(this._readableState, { readable: false, ended: true, endEmitted: true });
  }
  if (options.writable === false) {
    Object.assign(this._writableState, { writable: false, ending: true, ended: true, finished: true });
  }
}
setPrototypeOf(Duplex.prototype, Readable.prototype);
setPrototypeOf(Duplex, Readable);

// What Readable has not comes from Writable.
const writable = getOwnPropertyDescriptors(Writable.prototype);
for (const key of Reflect.ownKeys(writable)) {
  if (key !== 'constructor' && !hasOwn(Readable.prototype, key)) {
    defineProperty(Duplex.prototype, key, writable[key]);
  }
}
defineProperty(Duplex.prototype, 'destroyed', {
  get() {
    const [r, w] = [this._readableState, this._writableState];
    return r !== undefined && w !== undefined && r.destroyed && w.destroyed;
  },
  set(value) {
    if (this._readableState === undefined || this._writableState === undefined) return;
    this._readableState.destroyed = value;
    this._writableState.destroyed = value;
  },
  configurable: true,
});
if (major >= 20) {
  // As Writable: waiting writes fail.
  Duplex.prototype.destroy = Writable.prototype.destroy;
}

function onEndOld() {
  if (!this._writableState.ended) nextTick(onEndNT, this);
}
function onEndNT(stream) { stream.end(); }

const kState = Symbol('kTransformState');
const kCallback = Symbol('kCallback');
const early = major < 15;

function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  let given = options;
  const mark = options && !early ? options.readableHighWaterMark ?? options.highWaterMark : undefined;
  if (!early && mark === 0) {
    // A readable side without room: nothing waits on the writable side either.
    given = {
      ...options, highWaterMark: null, readableHighWaterMark: mark,
      writableHighWaterMark: options.writableHighWaterMark || 0,
    };
  }
  apply(Duplex, this, [given]);
  this._readableState.sync = false;
  if (early) {
    if (major < 11) this._readableState.needReadable = true;
    this[kState] = {
      needTransform: false, transforming: false, callback: null, chunk: null, encoding: null,
    };
  } else {
    this[kCallback] = null;
  }
  if (options) {
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
  }
  this.on('prefinish', prefinish);
}
setPrototypeOf(Transform.prototype, Duplex.prototype);
setPrototypeOf(Transform, Duplex);
const proto = Transform.prototype;

proto._transform = function (chunk, encoding, callback) {
  if (old) callback(errors.notImplemented('_transform()'));
  else throw errors.notImplemented('_transform()');
};

// Up to 14 a chunk waits until somebody reads.
function earlyTransform() {
  proto.push = function (chunk, encoding) {
    this[kState].needTransform = false;
    return apply(Duplex.prototype.push, this, [chunk, encoding]);
  };
  proto._write = function (chunk, encoding, callback) {
    const state = this[kState];
    Object.assign(state, { callback, chunk, encoding });
    if (state.transforming) return;
    const r = this._readableState;
    if (state.needTransform || r.needReadable || r.length < r.highWaterMark) apply(this._read, this, [r.highWaterMark]);
  };
  proto._read = function () {
    const state = this[kState];
    if (state.chunk === null || state.transforming) {
      state.needTransform = true;
      return;
    }
    state.transforming = true;
    apply(this._transform, this, [state.chunk, state.encoding, (error, data) => { transformed(this, error, data); }]);
  };
  proto._destroy = function (error, callback) {
    apply(Duplex.prototype._destroy, this, [error, (failure) => { callback(failure); }]);
  };
}

function transformed(stream, error, data) {
  const state = stream[kState];
  state.transforming = false;
  const { callback } = state;
  if (callback === null) {
    if (old) stream.emit('error', errors.twice());
    else stream.destroy(errors.twice());
    return;
  }
  state.chunk = null;
  state.callback = null;
  if (data !== undefined && data !== null) stream.push(data);
  callback(error);
  const r = stream._readableState;
  r.reading = false;
  if (r.needReadable || r.length < r.highWaterMark) apply(stream._read, stream, [r.highWaterMark]);
}

function prefinish() { apply(early ? flushEarly : flush, this, []); }

function flushEarly() {
  if (typeof this._flush === 'function' && !this._readableState.destroyed) {
    this._flush((error, data) => { flushed(this, error, data); });
  } else {
    flushed(this, null, null);
  }
}

function flushed(stream, error, data) {
  if (error) {
    stream.emit('error', error);
    return;
  }
  if (data !== undefined && data !== null) stream.push(data);
  if (stream._writableState.length) {
    throw nodeError(Error, 'ERR_TRANSFORM_WITH_LENGTH_0', 'Calling transform done when writableState.length != 0');
  }
  if (stream[kState].transforming) {
    throw nodeError(Error, 'ERR_TRANSFORM_ALREADY_TRANSFORMING', 'Calling transform done when still transforming');
  }
  stream.push(null);
}

// From 15 on the transform runs with the write; only its callback may wait for room.
function final(callback) {
  const finish = (error, data) => {
    if (error) {
      if (callback) callback(error);
      else this.destroy(error);
      return;
    }
    if (data !== undefined && data !== null) this.push(data);
    this.push(null);
    if (callback) callback();
  };
  if (typeof this._flush === 'function' && !this.destroyed) this._flush(finish);
  else finish();
}

function flush() {
  if (this._final !== final) apply(final, this, []);
}

function lateTransform() {
  proto._final = final;
  proto._write = function (chunk, encoding, callback) {
    const [r, w] = [this._readableState, this._writableState];
    const { length } = r;
    apply(this._transform, this, [chunk, encoding, (error, data) => {
      if (error) {
        callback(error);
        return;
      }
      if (data !== undefined && data !== null) this.push(data);
      if (major >= 20 && r.ended) nextTick(callback);
      else if (w.ended || length === r.length || r.length < r.highWaterMark) callback();
      else this[kCallback] = callback;
    }]);
  };
  proto._read = function () {
    const callback = this[kCallback];
    if (!callback) return;
    this[kCallback] = null;
    callback();
  };
}
if (early) earlyTransform();
else lateTransform();

function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  apply(Transform, this, [options]);
}
setPrototypeOf(PassThrough.prototype, Transform.prototype);
setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = function (chunk, encoding, callback) { callback(null, chunk); };

exports.Transform = Transform;
exports.PassThrough = PassThrough;
