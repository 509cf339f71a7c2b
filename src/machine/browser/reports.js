'use strict';
// What a page tells of errors and rejections that nobody has handled (HTML, "Runtime script
// errors" and "Unhandled promise rejections").

const { ErrorEvent, PromiseRejectionEvent, fire } = require('browser/events');

let reporting = false;

/** The line that the console begins a report with. */
function headline(error) {
  if (error instanceof Error || Object.prototype.toString.call(error) === '[object DOMException]') {
    const { name, message } = error;
    return `Uncaught ${message === '' ? name : name === '' ? message : `${name}: ${message}`}`;
  }
  if (typeof error === 'symbol') return `Uncaught ${String(error)}`;
  if (typeof error === 'object' && error !== null) {
    try {
      return `Uncaught ${error}`;
    } catch {
      return 'Uncaught exception';
    }
  }
  return `Uncaught ${error}`;
}

const detail = (error) => {
  const stack = error instanceof Error ? error.stack : undefined;
  return typeof stack === 'string' ? stack.split('\n').slice(1).map((line) => `\n${line}`).join('') : '';
};

/** Fires `error` at the window; whether that was prevented. An error in doing so is only told. */
function error(value) {
  const message = headline(value);
  let handled = false;
  if (!reporting) {
    reporting = true;
    const event = new ErrorEvent('error', { message, error: value, cancelable: true });
    handled = !fire(globalThis, event);
    reporting = false;
  }
  if (!handled) internal.write('stderr', `${message}${detail(value)}\n`);
  return handled;
}

/** Fires `unhandledrejection`; whether the report was prevented. */
function unhandledRejection(promise, reason) {
  const event = new PromiseRejectionEvent('unhandledrejection', { promise, reason, cancelable: true });
  const handled = !fire(globalThis, event);
  if (!handled) {
    const line = headline(reason).slice('Uncaught '.length);
    internal.write('stderr', `Uncaught (in promise) ${line}${detail(reason)}\n`);
  }
  return handled;
}

function rejectionHandled(promise, reason) {
  fire(globalThis, new PromiseRejectionEvent('rejectionhandled', { promise, reason }));
}

module.exports = { error, headline, rejectionHandled, unhandledRejection };
