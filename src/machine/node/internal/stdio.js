'use strict';
// process.stdout and process.stderr as they are when they go to a file: each write is done
// at once, its callback follows in a tick. process.stdin is at its end.
//
// A small stand-in for a Writable: a program that only prints does not pay for streams.

const { apply } = Reflect;
const { major, nextTick, write } = internal;
const EventEmitter = require('events');
const { invalidArgType, nodeError } = require('internal/errors');

function SyncWriteStream(fd) {
  apply(EventEmitter, this, []);
  this.fd = fd;
  this.readable = false;
  this.writable = true;
  this.writableEnded = false;
  this.writableFinished = false;
  this.writableLength = 0;
  this.writableHighWaterMark = major < 22 ? 16384 : 65536;
  this.writableObjectMode = false;
  this._type = 'fs';
  this._isStdio = true;
}
const proto = SyncWriteStream.prototype;
Object.setPrototypeOf(proto, EventEmitter.prototype);
Object.setPrototypeOf(SyncWriteStream, EventEmitter);

function text(chunk, encoding) {
  if (typeof chunk === 'string') {
    if (encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'utf-8') return chunk;
    return require('buffer').Buffer.from(chunk, encoding).toString();
  }
  if (chunk === null) {
    throw nodeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
  }
  if (!(chunk instanceof Uint8Array)) {
    throw invalidArgType('chunk', require('internal/streams/base').chunkTypes, chunk);
  }
  return require('buffer').Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString();
}

proto.write = function (chunk, encoding, callback) {
  const cb = typeof encoding === 'function' ? encoding : callback;
  const words = text(chunk, typeof encoding === 'function' ? undefined : encoding);
  if (this.writableEnded) {
    const error = nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
    nextTick(emitErrorNT, this, error, cb);
    return false;
  }
  if (words !== '') write(this.fd === 1 ? 'stdout' : 'stderr', words);
  if (typeof cb === 'function') nextTick(afterWriteTick, cb);
  return true;
};

function afterWriteTick(callback) { callback(null); }

function emitErrorNT(stream, error, callback) {
  if (typeof callback === 'function') callback(error);
  stream.emit('error', error);
}

proto.end = function (chunk, encoding, callback) {
  let cb = callback;
  if (typeof chunk === 'function') cb = chunk;
  else if (typeof encoding === 'function') cb = encoding;
  if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk, encoding);
  this.writableEnded = true;
  this.writable = false;
  nextTick(finish, this, typeof cb === 'function' ? cb : undefined);
  return this;
};

function finish(stream, callback) {
  const first = !stream.writableFinished;
  stream.writableFinished = true;
  if (major < 16 && first) stream.emit('finish');
  if (callback !== undefined) callback();
  if (major >= 16 && first) stream.emit('finish');
}

proto.cork = function () {};
proto.uncork = function () {};
proto.setDefaultEncoding = function setDefaultEncoding() { return this; };
proto.destroy = function destroy() { return this; };
proto.destroySoon = proto.destroy;

module.exports = (name) => {
  if (name === 'stdin') return require('internal/stdin');
  return new SyncWriteStream(name === 'stdout' ? 1 : 2);
};
