'use strict';
// ReadableStream with its default controller and reader (Streams Standard, section 4). Byte
// streams are not there.

const { unsupported, invalidArgType, nodeError } = require('internal/errors');
const {
  SizedQueue, begun, deferred, handled, illegal, invalidState, kState, methodOf, promised, publish, strategyOf, upon,
} = require('internal/webstreams/queues');

const secret = {};
const nothing = () => undefined;
// 26 shows `done` first, 24 only for a chunk that was there already.
const doneFirst = (value, done) => ({ done, value });
const result = internal.major < 26 ? (value, done) => ({ value, done }) : doneFirst;
const ready = internal.major < 24 ? result : doneFirst;
const { queueMicrotask } = internal;

class ReadableStream {
  constructor(source = {}, strategy = {}) {
    if (source === null) throw invalidArgType('source', 'Object', source);
    if (source.type === 'bytes') throw unsupported("A ReadableStream of type 'bytes'", 'leave the type out');
    if (source.type !== undefined) {
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'source.type' is invalid. Received ${internal.inspect(source.type)}`);
    }
    const { mark, size } = strategyOf(strategy, 1);
    const [start, pull, cancel] = ['start', 'pull', 'cancel'].map((name) => methodOf(source, name, 'source'));
    initialise(this);
    const controller = new ReadableStreamDefaultController(secret);
    setUp(this, controller, {
      start: start === undefined ? nothing : () => Reflect.apply(start, source, [controller]),
      pull: pull === undefined ? () => Promise.resolve() : () => promised(pull, source, [controller]),
      cancel: cancel === undefined ? () => Promise.resolve() : (reason) => promised(cancel, source, [reason]),
    }, mark, size);
  }

  static from(iterable) {
    const method = iterable?.[Symbol.asyncIterator] ?? iterable?.[Symbol.iterator];
    if (typeof method !== 'function') {
      throw nodeError(TypeError, 'ERR_ARG_NOT_ITERABLE', `${internal.inspect(iterable)} is not iterable`);
    }
    const iterator = Reflect.apply(method, iterable, []);
    return create(nothing, async function pull(stream) {
      const { value, done } = await iterator.next();
      const { controller } = stream[kState];
      if (done) controller.close();
      else controller.enqueue(await value);
    }, async (reason) => { await iterator.return?.(reason); }, 0);
  }

  get locked() { return this[kState].reader !== undefined; }

  cancel(reason = undefined) {
    if (isLocked(this)) return Promise.reject(invalidState('ReadableStream is locked'));
    return cancelStream(this, reason);
  }

  getReader(options = {}) {
    if (options?.mode !== undefined) throw unsupported('A BYOB reader', 'use getReader() without a mode');
    return new ReadableStreamDefaultReader(this);
  }

  pipeThrough(transform, options = {}) {
    if (isLocked(this)) throw invalidState('The ReadableStream is locked');
    if (isWritableLocked(transform.writable)) throw invalidState('The WritableStream is locked');
    handled(pipe(this, transform.writable, options));
    return transform.readable;
  }

  pipeTo(destination, options = {}) {
    if (isLocked(this)) return Promise.reject(invalidState('The ReadableStream is locked'));
    if (isWritableLocked(destination)) return Promise.reject(invalidState('The WritableStream is locked'));
    return pipe(this, destination, options ?? {});
  }

  tee() { return tee(this); }

  values(options = {}) {
    const reader = new ReadableStreamDefaultReader(this);
    const keep = options?.preventCancel === true;
    // A step waits for the one under way. What is settled while its step begins counts as under
    // way for the next one; so does the start.
    let current;
    let [started, finished, given] = [false, false, false];
    const after = (step) => (current === undefined ? step() : current.then(step, step));
    const end = () => {
      current = undefined;
      finished = true;
      release(reader);
    };
    const take = () => {
      if (finished) return Promise.resolve({ value: undefined, done: true });
      const { promise, resolve, reject } = deferred();
      read(reader, {
        chunk(value) {
          current = undefined;
          given = true;
          resolve({ value, done: false });
        },
        close() {
          end();
          resolve({ value: undefined, done: true });
        },
        error(error) {
          end();
          reject(error);
        },
      });
      return promise;
    };
    const cancel = async (value) => {
      if (finished) return { value, done: true };
      finished = true;
      const result = keep ? undefined : cancelStream(reader[kState].stream, value);
      release(reader);
      await result;
      return { value, done: true };
    };
    const iterator = {
      next() {
        if (!started) current = Promise.resolve();
        started = true;
        // Node 24 gives what is there, and nothing has been under way.
        const atOnce = current === undefined && internal.major >= 24;
        given = false;
        const step = after(take);
        if (!atOnce || !given) current = step;
        return step;
      },
      return(value) { return after(() => cancel(value)); },
    };
    const proto = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
    return Object.setPrototypeOf(iterator, Object.create(proto));
  }
}
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  value: ReadableStream.prototype.values, writable: true, configurable: true,
});
if (internal.major < 20) delete ReadableStream.from;

function initialise(stream) {
  stream[kState] = {
    state: 'readable', reader: undefined, error: undefined, disturbed: false, controller: undefined, over: deferred(),
  };
  handled(stream[kState].over.promise);
  Object.defineProperty(stream, kState, { enumerable: false });
}

/** A stream of Node's own: the functions get the stream. */
function create(start, pull, cancel, mark = 1, size = () => 1) {
  const stream = Object.create(ReadableStream.prototype);
  initialise(stream);
  setUp(stream, new ReadableStreamDefaultController(secret), {
    start: () => start(stream), pull: () => pull(stream), cancel: (reason) => cancel(reason, stream),
  }, mark, size);
  return stream;
}

const isLocked = (stream) => stream[kState].reader !== undefined;
const isWritableLocked = (stream) => stream[kState].writer !== undefined;

function cancelStream(stream, reason) {
  const state = stream[kState];
  state.disturbed = true;
  if (state.state === 'closed') return Promise.resolve();
  if (state.state === 'errored') return Promise.reject(state.error);
  closeStream(stream);
  const { controller: { [kState]: own } } = state;
  own.queue.clear();
  const result = own.cancel(reason);
  clear(own);
  return result.then(nothing);
}

function closeStream(stream) {
  const state = stream[kState];
  state.state = 'closed';
  state.over.resolve();
  if (state.reader === undefined) return;
  const own = state.reader[kState];
  own.closed.resolve();
  const { requests } = own;
  own.requests = [];
  for (const request of requests) request.close();
}

function errorStream(stream, error) {
  const state = stream[kState];
  state.state = 'errored';
  state.error = error;
  state.over.reject(error);
  if (state.reader === undefined) return;
  const own = state.reader[kState];
  own.closed.reject(error);
  handled(own.closed.promise);
  const { requests } = own;
  own.requests = [];
  for (const request of requests) request.error(error);
}

class ReadableStreamDefaultReader {
  constructor(stream) {
    if (!(stream instanceof ReadableStream)) throw invalidArgType('stream', 'ReadableStream', stream);
    if (isLocked(stream)) throw invalidState('ReadableStream is locked');
    const closed = deferred();
    Object.defineProperty(this, kState, { value: { stream, requests: [], closed }, writable: true });
    stream[kState].reader = this;
    if (stream[kState].state === 'closed') closed.resolve();
    if (stream[kState].state === 'errored') {
      closed.reject(stream[kState].error);
      handled(closed.promise);
    }
  }
  read() {
    if (this[kState].stream === undefined) return Promise.reject(invalidState('The reader is not attached to a stream'));
    const { promise, resolve, reject } = deferred();
    const { controller } = this[kState].stream[kState];
    const shape = controller[kState].queue.length > 0 ? ready : result;
    read(this, {
      chunk(value) { resolve(shape(value, false)); },
      close() { resolve(result(undefined, true)); },
      error: reject,
    });
    return promise;
  }
  releaseLock() { if (this[kState].stream !== undefined) release(this); }
  get closed() { return this[kState].closed.promise; }
  cancel(reason = undefined) {
    if (this[kState].stream === undefined) return Promise.reject(invalidState('The reader is not attached to a stream'));
    return cancelStream(this[kState].stream, reason);
  }
}

/** ReadableStreamDefaultReaderRead. */
function read(reader, request) {
  const { stream } = reader[kState];
  const state = stream[kState];
  state.disturbed = true;
  if (state.state === 'closed') {
    request.close();
  } else if (state.state === 'errored') {
    request.error(state.error);
  } else {
    const { controller } = state;
    const own = controller[kState];
    if (own.queue.length === 0) {
      reader[kState].requests.push(request);
      pullIfNeeded(controller);
      return;
    }
    const chunk = own.queue.shift();
    if (own.closing && own.queue.length === 0) {
      clear(own);
      closeStream(stream);
    } else {
      pullIfNeeded(controller);
    }
    request.chunk(chunk);
  }
}

function release(reader) {
  const own = reader[kState];
  const state = own.stream[kState];
  const error = invalidState('Releasing reader');
  if (state.state === 'readable') own.closed.reject(error);
  else {
    own.closed = deferred();
    own.closed.reject(error);
  }
  handled(own.closed.promise);
  state.reader = undefined;
  own.stream = undefined;
  const { requests } = own;
  own.requests = [];
  for (const request of requests) request.error(error);
}

class ReadableStreamDefaultController {
  constructor(key = undefined) { if (key !== secret) throw illegal(); }
  get desiredSize() { return desiredSize(this); }
  close() {
    if (!canEnqueue(this)) throw invalidState('Controller is already closed');
    closeController(this);
  }
  enqueue(chunk = undefined) {
    if (!canEnqueue(this)) throw invalidState('Controller is already closed');
    enqueue(this, chunk);
  }
  error(error = undefined) { errorController(this, error); }
}

function setUp(stream, controller, { start, pull, cancel }, mark, size) {
  const own = {
    stream, queue: new SizedQueue(), started: false, closing: false, pulling: false, again: false, pull, cancel, mark, size,
  };
  Object.defineProperty(controller, kState, { value: own });
  stream[kState].controller = controller;
  upon(begun(start()), () => {
    own.started = true;
    pullIfNeeded(controller);
  }, (error) => { errorController(controller, error); });
}

function clear(own) {
  own.pull = undefined;
  own.cancel = undefined;
  own.size = undefined;
}

const canEnqueue = ({ [kState]: own }) => !own.closing && own.stream[kState].state === 'readable';

function desiredSize({ [kState]: own }) {
  const { state } = own.stream[kState];
  return state === 'errored' ? null : state === 'closed' ? 0 : own.mark - own.queue.total;
}

function waiting(stream) { return stream[kState].reader?.[kState].requests ?? []; }

function pullIfNeeded(controller) {
  const own = controller[kState];
  if (!canEnqueue(controller) || !own.started) return;
  if (waiting(own.stream).length === 0 && !(desiredSize(controller) > 0)) return;
  if (own.pulling) {
    own.again = true;
    return;
  }
  own.pulling = true;
  upon(own.pull(), () => {
    own.pulling = false;
    if (!own.again) return;
    own.again = false;
    pullIfNeeded(controller);
  }, (error) => { errorController(controller, error); });
}

function enqueue(controller, chunk) {
  const own = controller[kState];
  const requests = waiting(own.stream);
  if (requests.length > 0) {
    requests.shift().chunk(chunk);
  } else {
    try {
      own.queue.push(chunk, own.size(chunk));
    } catch (error) {
      errorController(controller, error);
      throw error;
    }
  }
  pullIfNeeded(controller);
}

function closeController(controller) {
  const own = controller[kState];
  own.closing = true;
  if (own.queue.length > 0) return;
  clear(own);
  closeStream(own.stream);
}

function errorController(controller, error) {
  const own = controller[kState];
  if (own.stream[kState].state !== 'readable') return;
  own.queue.clear();
  clear(own);
  errorStream(own.stream, error);
}

function tee(stream) {
  const reader = new ReadableStreamDefaultReader(stream);
  const branches = [];
  const cancelled = [false, false];
  const reasons = [];
  const { promise: gone, resolve: resolveGone } = deferred();
  let reading = false;
  let again = false;
  const live = () => branches.filter((_, i) => !cancelled[i]).map((branch) => branch[kState].controller);
  const pull = () => {
    if (reading) {
      again = true;
      return Promise.resolve();
    }
    reading = true;
    read(reader, {
      chunk(value) {
        queueMicrotask(() => {
          again = false;
          for (const controller of live()) enqueue(controller, value);
          reading = false;
          if (again) pull();
        });
      },
      close() {
        reading = false;
        for (const controller of live()) if (canEnqueue(controller)) closeController(controller);
        if (cancelled.includes(false)) resolveGone();
      },
      error() { reading = false; },
    });
    return Promise.resolve();
  };
  const cancelOf = (i) => (reason) => {
    cancelled[i] = true;
    reasons[i] = reason;
    if (!cancelled.includes(false)) resolveGone(cancelStream(stream, reasons));
    return gone;
  };
  for (const i of [0, 1]) branches.push(create(nothing, pull, cancelOf(i)));
  upon(reader[kState].closed.promise, undefined, (error) => {
    for (const branch of branches) errorController(branch[kState].controller, error);
    if (cancelled.includes(false)) resolveGone();
  });
  return branches;
}

/** ReadableStreamPipeTo: reads when the writer is ready, one write after the other. */
async function pipe(source, destination, { preventClose, preventAbort, preventCancel, signal }) {
  const reader = new ReadableStreamDefaultReader(source);
  const writer = destination.getWriter();
  source[kState].disturbed = true;
  let last = Promise.resolve();
  let failed;
  const { promise: aborted, reject: abort } = deferred();
  handled(aborted);
  const onAbort = () => { abort(signal.reason); };
  if (signal !== undefined) {
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  }
  try {
    for (;;) {
      await Promise.race([writer.ready, aborted]);
      const { value, done } = await Promise.race([reader.read(), aborted]);
      if (done) break;
      last = writer.write(value);
      handled(last);
    }
    await last;
    if (!preventClose) await writer.close();
  } catch (error) {
    failed = { error };
    const own = source[kState].state === 'errored';
    if ((own || signal?.aborted) && !preventAbort) await writer.abort(error).catch(nothing);
    if (!own && !preventCancel) await cancelStream(source, error).catch(nothing);
  } finally {
    signal?.removeEventListener('abort', onAbort);
    writer.releaseLock();
    release(reader);
  }
  if (failed !== undefined) throw failed.error;
}

publish(ReadableStream, ['locked', 'cancel', 'getReader', 'pipeThrough', 'pipeTo', 'tee', 'values'],
  (self) => ({ locked: self.locked, state: self[kState].state, supportsBYOB: false }));
publish(ReadableStreamDefaultReader, ['closed', 'read', 'releaseLock', 'cancel'],
  (self) => ({ stream: self[kState].stream, readRequests: self[kState].requests.length, close: self.closed }));
publish(ReadableStreamDefaultController, ['close', 'desiredSize', 'enqueue', 'error'], () => ({}));

module.exports = {
  ReadableStream, ReadableStreamDefaultController, ReadableStreamDefaultReader, canEnqueue, closeController, create,
  desiredSize, enqueue, errorController, isDisturbed: (stream) => stream[kState].disturbed, isLocked,
};
