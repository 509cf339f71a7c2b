'use strict';
// Worker: a thread with a loop of its own, started and listened to by its parent.

const { major, cwd, nextTick } = internal;
const EventEmitter = require('events');
const proc = require('process');
const active = require('internal/active');
const path = require('path');
const { invalidArgType, nodeError, unsupported, validateObject } = require('internal/errors');
const { decode, encode } = require('internal/thread_codec');
const { copyOf } = require('internal/structured_clone');
const { decoded, encoded, shownPort } = require('internal/messaging');

/** Virtual microseconds from `new Worker` to the worker's first line: measured, about. */
const startCost = internal.world().cpu.worker ?? 30_000;
const environment = new Map();

/** Where the program is, and its text; a text that throws if there is none. */
function programOf(filename, { eval: inline }) {
  if (inline) {
    if (typeof filename !== 'string') {
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'options.eval' must be false when 'filename' is not a string. Received ${internal.inspect(inline)}`);
    }
    return { file: `${cwd}/[worker eval]`, text: filename };
  }
  let file = filename;
  if (file !== null && typeof file === 'object' && typeof file.href === 'string') {
    if (file.protocol === 'data:') return programIn(file.href);
    file = require('url').fileURLToPath(file);
  }
  if (typeof file !== 'string') throw invalidArgType('filename', major < 12 ? 'string' : ['string', 'URL'], filename);
  else if (!/^(\/|\.\.?[\\/])/.test(file)) {
    const scheme = /^(?:file:\/\/|data:)/.exec(file);
    const hint = scheme === null ? '' : ` Wrap ${scheme[0]} URLs with \`new URL\`.`;
    throw nodeError(TypeError, 'ERR_WORKER_PATH',
      `The worker script or module filename must be an absolute path or a relative path starting with './' or '../'.${hint} Received "${file}"`);
  }
  file = path.resolve(cwd, file);
  const text = internal.readText(file) ?? fromWorld(file);
  if (text !== undefined) return { file, text };
  const message = JSON.stringify(`Cannot find module '${file}'`);
  return { file: `${cwd}/[worker eval]`, text: `throw Object.assign(new Error(${message}), { code: 'MODULE_NOT_FOUND', requireStack: [] })` };
}

/** A data: URL is a module. */
function programIn(href) {
  const [, encoded, data] = /^data:text\/javascript(?:;charset=[^;,]*)?(;base64)?,(.*)$/s.exec(href) ?? [];
  if (data === undefined) throw unsupported('A Worker of this data: URL', 'there is text/javascript');
  const text = decodeURIComponent(data);
  return { file: `${cwd}/[worker eval].mjs`, text: encoded ? `${require('buffer').Buffer.from(text, 'base64')}` : text };
}

function fromWorld(file) {
  try {
    return require('fs').readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The environment that the worker begins with. */
function environmentOf({ env }) {
  if (env === Symbol.for('nodejs.worker_threads.SHARE_ENV')) return require('internal/environment').share();
  if (env === undefined || env === null) return { ...proc.env };
  if (typeof env !== 'object') {
    throw invalidArgType('options.env', ['object', 'undefined', 'null', 'worker_threads.SHARE_ENV'], env);
  }
  return Object.fromEntries(Object.entries(env).map(([key, value]) => [key, `${value}`]));
}

/** What the parent writes to: each piece as base64, an empty one at the end. */
function stdinAt(address, id) {
  const { Writable } = require('stream');
  internal.moveAddress(address, id);
  return new Writable({
    write(chunk, encoding, callback) {
      internal.mail(address, chunk.toString('base64'));
      callback();
    },
    final(callback) {
      internal.mail(address, '');
      callback();
    },
  });
}

class Worker extends EventEmitter {
  #id;
  #ended = false;
  #control;
  #inbox;
  #address;
  #referenced = true;
  #shown = shownPort({ referenced: false });

  constructor(filename, options = {}) {
    super();
    validateObject(options, 'options');
    for (const name of ['execArgv', 'argv']) {
      if (options[name] && !Array.isArray(options[name])) throw invalidArgType(`options.${name}`, 'Array', options[name]);
    }
    if (options.execArgv?.length > 0) throw unsupported("The option 'execArgv' of Worker");
    const { file, text } = programOf(filename, options);
    const env = environmentOf(options);
    this.#id = internal.newWorker();
    this.threadId = this.#id;
    this.resourceLimits = {};
    for (const name of ['stdout', 'stderr']) {
      const { Readable } = require('stream');
      const stream = new Readable({ read() {} });
      Object.defineProperty(this, name, { value: stream, enumerable: false });
      if (!options[name]) stream.resume();
    }
    const piped = { stdout: !options.stdout, stderr: !options.stderr };
    const data = JSON.parse(encoded(options.workerData, options.transferList ?? [], this.#id)); // or fails
    const control = internal.newAddress();
    const parent = internal.newAddress();
    this.#address = internal.newAddress();
    internal.moveAddress(this.#address, this.#id, parent);
    this.#control = this.#port(control, (message) => { this.#told(JSON.parse(message), piped); });
    this.#inbox = this.#port(parent, (message) => { this.emit('message', decoded(message)); });
    const stdin = options.stdin ? internal.newAddress() : undefined;
    this.stdin = stdin === undefined ? null : stdinAt(stdin, this.#id);
    const setup = {
      stdin,
      address: this.#address,
      parent,
      data,
      env,
      name: `${options.name ?? ''}`,
      environment: encode([...environment]),
    };
    const argv = (options.argv ?? []).map(String).join('\n');
    if (major >= 22) this.threadName = setup.name;
    internal.startWorker(file, text, argv, control, JSON.stringify(setup), startCost, (code) => { this.#over(code); }, this.#id);
    // Who listens for messages references the port that they come from.
    this.on('newListener', (name) => { if (name === 'message' && this.listenerCount(name) === 0) this.#shown.referenced = true; });
    this.on('removeListener', (name) => { if (name === 'message' && this.listenerCount(name) === 0) this.#shown.referenced = false; });
    internal.onResource?.('WORKER', major < 14 ? {} : { hasRef: () => this.#referenced });
    this.#waits(true);
    if (major >= 14) nextTick(() => proc.emit('worker', this));
  }

  #port(address, deliver) {
    const id = internal.openPort(deliver, () => {});
    internal.receive(id, true);
    internal.addressPort(id, address);
    return { id, deliver };
  }

  #told(message, piped) {
    if (message.type === 'online') {
      this.emit('online');
    } else if (message.type === 'write') {
      if (piped[message.stream]) internal.write(message.stream, message.text);
      this[message.stream].push(message.text);
    } else if (message.type === 'refused') {
      this.emit('error', new SyntaxError(message.message));
    } else {
      this.emit('error', decode(message.error));
    }
  }

  // What was still on its way comes first.
  #over(code) {
    for (const { id, deliver } of [this.#inbox, this.#control]) {
      for (let taken = internal.takeMessage(id); taken !== undefined; taken = internal.takeMessage(id)) deliver(taken[0]);
    }
    this.#ended = true;
    active.release(this.#shown.handle);
    internal.closeEnds();
    this.threadId = -1;
    if (major >= 22) this.threadName = null;
    this.#waits(false);
    for (const name of ['stdout', 'stderr']) this[name].push(null);
    this.emit('exit', code);
    this.#referenced = undefined;
  }

  #waits(on) {
    internal.openHandles ??= new Map();
    if (on) internal.openHandles.set(this, `worker ${this.#id}`);
    else internal.openHandles.delete(this);
  }

  postMessage(...args) {
    if (args.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'Not enough arguments to MessagePort.postMessage');
    const [value, list] = args;
    const transfer = Array.isArray(list) ? list : list?.transfer ?? [];
    const text = encoded(value, transfer, this.#id);
    if (!this.#ended) internal.mail(this.#address, text);
  }

  terminate(callback = undefined) {
    this.ref();
    if (typeof callback === 'function') {
      proc.emitWarning('Passing a callback to worker.terminate() is deprecated. It returns a Promise instead.',
        'DeprecationWarning', 'DEP0132');
      if (this.#ended) return Promise.resolve();
      this.once('exit', (code) => { callback(null, code); });
    }
    if (this.#ended) return Promise.resolve();
    internal.stopWorker(this.#id);
    return new Promise((resolve) => { this.once('exit', resolve); });
  }

  ref() {
    if (this.#ended) return;
    this.#referenced = this.#shown.referenced = true;
    internal.keepWorker(this.#id, true);
    this.#waits(true);
  }

  unref() {
    if (this.#ended) return;
    this.#referenced = this.#shown.referenced = false;
    internal.keepWorker(this.#id, false);
    this.#waits(false);
  }
}
if (major >= 24) {
  Object.defineProperty(Worker.prototype, Symbol.asyncDispose, {
    async value() { await this.terminate(); }, writable: true, configurable: true,
  });
}

/** In a worker: tells the parent of the error that ends it. */
function failed(error) {
  let told;
  try {
    told = encode(internal.types.isNativeError(error) ? error : copyOf(error));
  } catch {
    told = encode(internal.inspect(error));
  }
  // Meanwhile what was posted before has been heard.
  internal.spend(500);
  internal.reportToParent(JSON.stringify({ type: 'error', error: told }));
}

module.exports = { Worker, environment, failed };
