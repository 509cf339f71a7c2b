'use strict';
// addAbortSignal: the stream is destroyed when the signal is aborted.

const { AbortError } = require('internal/errors');
const { kState } = require('internal/webstreams/queues');

const isWeb = (stream) => internal.major >= 18 && stream?.[kState]?.over !== undefined;

/** A stream of the web fails without being cancelled. */
function failWeb(stream, error) {
  const side = typeof stream.getReader === 'function' ? 'readable' : 'writable';
  const { controller, state } = stream[kState];
  if (state === side) require(`internal/webstreams/${side}`).errorController(controller, error);
}

module.exports = (signal, stream) => {
  const destroy = isWeb(stream) ? (error) => { failWeb(stream, error); } : (error) => { stream.destroy(error); };
  const onAbort = () => { destroy(new AbortError(undefined, { cause: signal.reason })); };
  if (signal.aborted) {
    onAbort();
    return stream;
  }
  signal.addEventListener('abort', onAbort, { once: true });
  require('internal/streams/finished').finished(stream, () => { signal.removeEventListener('abort', onAbort); });
  return stream;
};
