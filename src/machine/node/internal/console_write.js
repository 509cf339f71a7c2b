'use strict';
// How a console made by a program writes when it ignores errors, as most do: an 'error' listener
// is there while it writes, so that no failing stream ends the program.

function ignore() {}

function write(stream, text) {
  const listen = () => { if (stream.listenerCount('error') === 0) stream.once('error', ignore); };
  const heard = typeof stream.listenerCount === 'function';
  try {
    if (heard) listen();
    stream.write(text, (error) => {
      // The error is emitted after this call, so there must be a listener once more.
      if (error !== null && error !== undefined && heard && !stream._writableState?.errorEmitted) listen();
    });
  } catch (error) {
    // A full stack is not the stream's fault.
    if (error instanceof RangeError && error.message === 'Maximum call stack size exceeded') throw error;
  } finally {
    if (heard) stream.removeListener('error', ignore);
  }
}

module.exports = { write };
