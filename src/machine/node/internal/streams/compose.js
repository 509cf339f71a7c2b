'use strict';
// stream.compose: several streams as one Duplex, written to at the first and read from the last
// (16.9 and later).

const { AbortError, invalidArgValue, nodeError } = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const { finished } = require('internal/streams/finished');
const { pipeline } = require('internal/streams/pipeline');
const { Duplex } = require('internal/streams/duplex');
const { isNodeStream, isWebReadable, isWebWritable, pump } = require('internal/streams/duplexify');

const isTransform = (value) => isWebReadable(value?.readable) && isWebWritable(value?.writable);
const isWeb = (value) => isWebReadable(value) || isWebWritable(value) || isTransform(value);
const canRead = (value) => (isNodeStream(value) ? value.readable === true && !value.destroyed
  : isWebReadable(value) || isTransform(value));
const canWrite = (value) => (isNodeStream(value) ? value.writable === true && !value.writableEnded && !value.destroyed
  : isWebWritable(value) || isTransform(value));

function compose(...given) {
  if (given.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "streams" argument must be specified');
  if (given.length === 1) return Duplex.from(given[0]);
  const last = given.length - 1;
  const streams = given.map((stream, i) => ((i === 0 || i === last) && typeof stream === 'function' ? Duplex.from(stream) : stream));
  streams.forEach((stream, i) => {
    if (!isNodeStream(stream) && !isWeb(stream)) return;
    if (i < last && !canRead(stream)) throw invalidArgValue(`streams[${i}]`, given[i], 'must be readable');
    if (i > 0 && !canWrite(stream)) throw invalidArgValue(`streams[${i}]`, given[i], 'must be writable');
  });
  return built(streams);
}

function built(streams) {
  const [head] = streams;
  // `close` is null once the pipeline is over.
  const waiting = { drain: undefined, finish: undefined, readable: undefined, close: undefined };
  const wake = (event) => {
    const callback = waiting[event];
    waiting[event] = undefined;
    callback?.();
  };
  const tail = pipeline(streams, (error) => {
    const callback = waiting.close;
    waiting.close = null;
    if (callback) callback(error);
    else if (error) duplex.destroy(error);
    else if (!readable && !writable) duplex.destroy();
  });
  const [writable, readable] = [canWrite(head), canRead(tail)];
  const duplex = new Duplex({
    writableObjectMode: !!head?.writableObjectMode, readableObjectMode: !!tail?.readableObjectMode, writable, readable,
  });
  if (writable) {
    if (isNodeStream(head)) writeToStream(duplex, head, { waiting, wake });
    else writeToWeb(duplex, head.writable ?? head, waiting);
    finished(isTransform(tail) ? tail.readable : tail, () => { wake('finish'); });
  }
  if (readable) {
    if (isNodeStream(tail)) readFromStream(duplex, tail, { waiting, wake });
    else readFromWeb(duplex, tail.readable ?? tail);
  }
  duplex._destroy = (error, callback) => {
    const reason = !error && waiting.close !== null ? new AbortError() : error;
    Object.assign(waiting, { readable: undefined, drain: undefined, finish: undefined });
    if (isNodeStream(tail)) destroyer(tail, reason);
    if (waiting.close === null) callback(reason);
    else waiting.close = callback;
  };
  return duplex;
}

function writeToStream(duplex, head, { waiting, wake }) {
  duplex._write = (chunk, encoding, callback) => {
    if (head.write(chunk, encoding)) callback();
    else waiting.drain = callback;
  };
  duplex._final = (callback) => {
    head.end();
    waiting.finish = callback;
  };
  head.on('drain', () => { wake('drain'); });
}

function writeToWeb(duplex, web, waiting) {
  const writer = web.getWriter();
  const ignore = () => {}; // the pipeline tells of it
  duplex._write = async (chunk, encoding, callback) => {
    try {
      await writer.ready;
      writer.write(chunk).catch(ignore);
      callback();
    } catch (error) {
      callback(error);
    }
  };
  duplex._final = async (callback) => {
    try {
      await writer.ready;
      writer.close().catch(ignore);
      waiting.finish = callback;
    } catch (error) {
      callback(error);
    }
  };
}

function readFromStream(duplex, tail, { waiting, wake }) {
  tail.on('readable', () => { wake('readable'); });
  tail.on('end', () => { duplex.push(null); });
  duplex._read = () => { pump(tail, duplex, waiting); };
}

function readFromWeb(duplex, web) {
  const reader = web.getReader();
  duplex._read = async () => {
    for (;;) {
      let item;
      try {
        item = await reader.read();
      } catch {
        return; // the pipeline tells of it
      }
      if (!duplex.push(item.value)) return;
      if (item.done) {
        duplex.push(null);
        return;
      }
    }
  };
}

module.exports = compose;
