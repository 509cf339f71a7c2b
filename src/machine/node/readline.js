'use strict';
// readline over streams that are no terminals: lines of the input, questions, async iteration.

const { major } = internal;
const { promisify } = require('util');
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
const {
  AbortError, invalidArgValue, nodeError, unsupported, validateAbortSignal, validateFunction,
} = require('internal/errors');

// Newer Nodes take the Unicode separators for ends of lines too.
const lineEnd = major < 16 ? /\r\n|\n|\r/ : /\r\n|\n|\r|\u2028|\u2029/;

class Interface extends EventEmitter {
  #decoder = new StringDecoder('utf8');
  #rest = '';
  #returned = false;
  #question = null;
  #oldPrompt = '';
  #prompt = '> ';

  constructor(input, output = undefined, completer = undefined, terminal = undefined) {
    super();
    let options = { input, output, completer, terminal };
    if (input !== undefined && input !== null && input.input !== undefined) options = input;
    if (options.terminal === true) throw unsupported('readline on a terminal', 'leave out { terminal: true }');
    if (options.completer !== undefined && typeof options.completer !== 'function') {
      throw invalidArgValue('completer', options.completer);
    }
    if (options.prompt !== undefined) this.#prompt = `${options.prompt}`;
    this.input = options.input;
    this.output = options.output;
    this.terminal = false;
    this.line = '';
    this.closed = false;
    this.paused = false;
    const onData = (chunk) => { this.#take(this.#decoder.write(chunk)); };
    const onEnd = () => {
      const last = this.#rest + this.#decoder.end();
      this.#rest = '';
      if (last.length > 0) this.emit('line', last);
      this.close();
    };
    const onError = (error) => { this.emit('error', error); };
    this.input.on('data', onData);
    this.input.on('end', onEnd);
    if (major >= 16) this.input.on('error', onError);
    this.once('close', () => {
      this.input.removeListener('data', onData);
      this.input.removeListener('end', onEnd);
      this.input.removeListener('error', onError);
    });
    const { signal } = options;
    if (signal) {
      validateAbortSignal(signal, 'options.signal');
      const stop = () => this.close();
      if (signal.aborted) queueMicrotask(stop);
      else signal.addEventListener('abort', stop, { once: true });
    }
    this.input.resume();
  }

  #take(given) {
    let text = given;
    // The second half of an end of line that came in two pieces.
    if (this.#returned && text.startsWith('\n')) text = text.slice(1);
    if (text !== '') this.#returned = text.endsWith('\r');
    const lines = (this.#rest + text).split(lineEnd);
    this.#rest = lines.pop();
    for (const line of lines) this.#tell(line);
  }

  #tell(line) {
    const answer = this.#question;
    if (answer === null) {
      this.emit('line', line);
      return;
    }
    this.#question = null;
    this.#prompt = this.#oldPrompt;
    answer(line);
  }

  getPrompt() { return this.#prompt; }
  setPrompt(prompt) { this.#prompt = `${prompt}`; }
  prompt() {
    if (this.paused) this.resume();
    if (this.output !== null && this.output !== undefined) this.output.write(this.#prompt);
  }

  question(query, options, callback) {
    const [given, done] = typeof options === 'function' ? [{}, options] : [options ?? {}, callback];
    if (this.closed && major >= 18) throw nodeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    if (typeof done !== 'function') return;
    const { signal } = given;
    let answered = done;
    if (signal) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) return;
      const stop = () => { this.#question = null; };
      signal.addEventListener('abort', stop, { once: true });
      answered = (answer) => {
        signal.removeEventListener('abort', stop);
        done(answer);
      };
    }
    if (this.#question === null) {
      this.#oldPrompt = this.#prompt;
      this.setPrompt(query);
      this.#question = answered;
    }
    this.prompt();
  }

  write(data) {
    if (this.closed && major >= 22) throw nodeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    if (this.paused) this.resume();
    if (data !== null && data !== undefined) this.#take(`${data}`);
  }

  pause() {
    if (this.closed && major >= 24) throw nodeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    if (this.paused) return this;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }

  resume() {
    if (this.closed && major >= 24) throw nodeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    if (!this.paused) return this;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }

  close() {
    if (this.closed) return;
    this.pause();
    this.closed = true;
    this.emit('close');
  }

  [Symbol.asyncIterator]() {
    const lines = [];
    const failures = [];
    const waiting = [];
    let over = this.closed;
    const end = () => {
      over = true;
      for (const { resolve } of waiting.splice(0)) resolve({ value: undefined, done: true });
    };
    const onLine = (line) => {
      if (waiting.length > 0) waiting.shift().resolve({ value: line, done: false });
      else lines.push(line);
    };
    const onError = (error) => {
      if (waiting.length > 0) waiting.shift().reject(error);
      else failures.push(error);
    };
    this.on('line', onLine);
    this.on('error', onError);
    this.on('close', end);
    return {
      next: () => {
        if (failures.length > 0 && lines.length === 0) return Promise.reject(failures.shift());
        if (lines.length > 0) return Promise.resolve({ value: lines.shift(), done: false });
        if (over) return Promise.resolve({ value: undefined, done: true });
        return new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
      },
      return: () => {
        this.removeListener('line', onLine);
        this.removeListener('error', onError);
        this.close();
        end();
        return Promise.resolve({ value: undefined, done: true });
      },
      [Symbol.asyncIterator]() { return this; },
    };
  }
}
Object.defineProperty(Interface.prototype.question, promisify.custom, {
  value(query, options = undefined) {
    return new Promise((resolve, reject) => {
      if (options?.signal?.aborted) {
        reject(new AbortError(undefined, { cause: options.signal.reason }));
        return;
      }
      options?.signal?.addEventListener('abort', () => {
        reject(new AbortError(undefined, { cause: options.signal.reason }));
      }, { once: true });
      this.question(query, options ?? {}, resolve);
    });
  },
  configurable: true,
});

// Movements are written to the stream as a terminal understands them.
function move(stream, text, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (stream === null || stream === undefined || text === '') {
    if (typeof callback === 'function') internal.nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}
const step = (count, forth, back) => (count > 0 ? `\x1b[${count}${forth}` : count < 0 ? `\x1b[${-count}${back}` : '');

module.exports = {
  Interface: function (...args) { return Reflect.construct(Interface, args, new.target ?? Interface); },
  createInterface(...args) { return new Interface(...args); },
  clearLine(stream, direction, callback) { return move(stream, direction < 0 ? '\x1b[1K' : direction > 0 ? '\x1b[0K' : '\x1b[2K', callback); },
  clearScreenDown(stream, callback) { return move(stream, '\x1b[0J', callback); },
  cursorTo(stream, x, y, callback) {
    const [row, done] = typeof y === 'function' ? [undefined, y] : [y, callback];
    return move(stream, typeof row === 'number' ? `\x1b[${row + 1};${x + 1}H` : `\x1b[${x + 1}G`, done);
  },
  moveCursor(stream, dx, dy, callback) { return move(stream, step(dx, 'C', 'D') + step(dy, 'B', 'A'), callback); },
};
module.exports.Interface.prototype = Interface.prototype;
if (major >= 17) {
  Object.defineProperty(module.exports, 'promises', { get: () => require('readline/promises'), enumerable: true, configurable: true });
}
