'use strict';
// stream/promises.

const { finished: finishedStream } = require('internal/streams/finished');
const { validateBoolean } = require('internal/errors');
const { isWeb, pipelineNew } = require('internal/streams/pipeline');

function pipeline(...streams) {
  return new Promise((resolve, reject) => {
    let options;
    const last = streams[streams.length - 1];
    const isOptions = last && typeof last === 'object' && !last._readableState && !last._writableState &&
      typeof last.pipe !== 'function' && !isWeb(last) && typeof last[Symbol.iterator] !== 'function' &&
      typeof last[Symbol.asyncIterator] !== 'function';
    if (isOptions) options = streams.pop();
    pipelineNew(streams, (error, value) => {
      if (error) reject(error);
      else resolve(value);
    }, options);
  });
}

function finished(stream, options) {
  if (internal.major >= 20 && options?.cleanup) validateBoolean(options.cleanup, 'cleanup');
  return new Promise((resolve, reject) => {
    const cleanUp = finishedStream(stream, options ?? {}, (error) => {
      if (options?.cleanup) cleanUp();
      if (error) reject(error);
      else resolve();
    });
  });
}

module.exports = { finished, pipeline };
