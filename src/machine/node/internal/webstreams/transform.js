'use strict';
// TransformStream (Streams Standard, section 6), and the transforms between text and bytes.

const {
  deferred, illegal, invalidState, kState, methodOf, promised, publish, strategyOf,
} = require('internal/webstreams/queues');
const { invalidArgType } = require('internal/errors');
const readable = require('internal/webstreams/readable');
const writable = require('internal/webstreams/writable');

const secret = {};

class TransformStream {
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    if (transformer === null) throw invalidArgType('transformer', 'Object', transformer);
    const [write, reading] = [strategyOf(writableStrategy, 1), strategyOf(readableStrategy, 0)];
    const [start, transform, flush, cancel] = ['start', 'transform', 'flush', 'cancel']
      .map((name) => methodOf(transformer, name, 'transformer'));
    const controller = new TransformStreamDefaultController(secret);
    const started = deferred();
    const own = {
      readable: undefined, writable: undefined, backpressure: undefined, change: undefined, controller,
      transform: (chunk) => {
        if (transform !== undefined) return promised(transform, transformer, [chunk, controller]);
        return promised(() => { enqueue(this, chunk); }, undefined, []);
      },
      flush: () => (flush === undefined ? Promise.resolve() : promised(flush, transformer, [controller])),
      cancel: (reason) => (cancel === undefined ? Promise.resolve() : promised(cancel, transformer, [reason])),
    };
    Object.defineProperty(this, kState, { value: own });
    Object.defineProperty(controller, kState, { value: { stream: this } });
    own.writable = writable.create({
      start: () => started.promise,
      write: (chunk) => sinkWrite(this, chunk),
      close: () => sinkClose(this),
      abort: (reason) => {
        const result = own.cancel(reason);
        return result.then(() => { readable.errorController(own.readable[kState].controller, reason); });
      },
    }, write.mark, write.size);
    own.readable = readable.create(() => started.promise, () => {
      setBackpressure(own, false);
      return own.change.promise;
    }, (reason) => {
      const result = own.cancel(reason);
      return result.then(() => {
        errorWritable(this, reason);
      });
    }, reading.mark, reading.size);
    setBackpressure(own, true);
    started.resolve(start === undefined ? undefined : Reflect.apply(start, transformer, [controller]));
  }
  get readable() { return this[kState].readable; }
  get writable() { return this[kState].writable; }
}

function setBackpressure(own, on) {
  own.change?.resolve();
  own.change = deferred();
  own.backpressure = on;
}

function errorWritable(stream, error) {
  const own = stream[kState];
  const { controller, state } = own.writable[kState];
  if (state === 'writable') writable.errorController(controller, error);
  if (own.backpressure) setBackpressure(own, false);
}

function fail(stream, error) {
  readable.errorController(stream[kState].readable[kState].controller, error);
  errorWritable(stream, error);
}

function enqueue(stream, chunk) {
  const own = stream[kState];
  const { controller } = own.readable[kState];
  if (!readable.canEnqueue(controller)) throw invalidState('Unable to enqueue');
  try {
    readable.enqueue(controller, chunk);
  } catch (error) {
    errorWritable(stream, error);
    throw own.readable[kState].error;
  }
  const full = !(readable.desiredSize(controller) > 0)
    && !((own.readable[kState].reader?.[kState].requests.length ?? 0) > 0);
  if (full !== own.backpressure && full) setBackpressure(own, true);
}

function perform(stream, chunk) {
  return stream[kState].transform(chunk).then(undefined, (error) => {
    fail(stream, error);
    throw error;
  });
}

function sinkWrite(stream, chunk) {
  const own = stream[kState];
  if (!own.backpressure) return perform(stream, chunk);
  return own.change.promise.then(() => {
    const { state, error } = own.writable[kState];
    if (state === 'erroring') throw error;
    return perform(stream, chunk);
  });
}

function sinkClose(stream) {
  const own = stream[kState];
  return own.flush().then(() => {
    const { state, error, controller } = own.readable[kState];
    if (state === 'errored') throw error;
    if (readable.canEnqueue(controller)) readable.closeController(controller);
  }, (error) => {
    fail(stream, error);
    throw own.readable[kState].error;
  });
}

class TransformStreamDefaultController {
  constructor(key = undefined) { if (key !== secret) throw illegal(); }
  get desiredSize() { return readable.desiredSize(this[kState].stream[kState].readable[kState].controller); }
  enqueue(chunk = undefined) { enqueue(this[kState].stream, chunk); }
  error(reason = undefined) { fail(this[kState].stream, reason); }
  terminate() {
    const { stream } = this[kState];
    const { controller } = stream[kState].readable[kState];
    if (readable.canEnqueue(controller)) readable.closeController(controller);
    errorWritable(stream, invalidState('TransformStream terminated'));
  }
}

class TextEncoderStream {
  #transform;
  constructor() {
    const encoder = new (require('internal/encoding').TextEncoder)();
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        const bytes = encoder.encode(`${chunk}`);
        if (bytes.byteLength > 0) controller.enqueue(bytes);
      },
    });
  }
  get encoding() { return 'utf-8'; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}

class TextDecoderStream {
  #decoder;
  #transform;
  constructor(encoding = 'utf-8', options = {}) {
    const decoder = new (require('internal/encoding').TextDecoder)(encoding, options);
    this.#decoder = decoder;
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        const text = decoder.decode(chunk, { stream: true });
        if (text) controller.enqueue(text);
      },
      flush(controller) {
        const text = decoder.decode();
        if (text) controller.enqueue(text);
      },
    });
  }
  get encoding() { return this.#decoder.encoding; }
  get fatal() { return this.#decoder.fatal; }
  get ignoreBOM() { return this.#decoder.ignoreBOM; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}

publish(TransformStream, ['readable', 'writable'], (self) => ({
  readable: self.readable, writable: self.writable, backpressure: self[kState].backpressure,
}));
publish(TransformStreamDefaultController, ['desiredSize', 'enqueue', 'error', 'terminate'], (self) => ({ stream: self[kState].stream }));
publish(TextEncoderStream, ['encoding', 'readable', 'writable'], (self) => ({ encoding: self.encoding, readable: self.readable, writable: self.writable }));
publish(TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable'], (self) => ({
  encoding: self.encoding, fatal: self.fatal, ignoreBOM: self.ignoreBOM, readable: self.readable, writable: self.writable,
}));

module.exports = { TextDecoderStream, TextEncoderStream, TransformStream, TransformStreamDefaultController };
