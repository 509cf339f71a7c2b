'use strict';
// addAbortSignal: the stream is destroyed when the signal is aborted.

const { AbortError } = require('internal/errors');

module.exports = (signal, stream) => {
  const onAbort = () => { stream.destroy(new AbortError(undefined, { cause: signal.reason })); };
  if (signal.aborted) {
    onAbort();
    return stream;
  }
  signal.addEventListener('abort', onAbort, { once: true });
  require('internal/streams/finished').finished(stream, () => { signal.removeEventListener('abort', onAbort); });
  return stream;
};
