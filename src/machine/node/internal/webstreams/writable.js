'use strict';
// WritableStream with its controller and writer (Streams Standard, section 5).

const { invalidArgType, nodeError } = require('internal/errors');
const {
  SizedQueue, begun, deferred, handled, illegal, invalidState, kState, methodOf, promised, publish, strategyOf, upon,
} = require('internal/webstreams/queues');

const secret = {};
const kClose = Symbol('kClose');

class WritableStream {
  constructor(sink = {}, strategy = {}) {
    if (sink === null) throw invalidArgType('sink', 'Object', sink);
    if (sink.type !== undefined) {
      throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The property 'sink.type' is invalid. Received ${internal.inspect(sink.type)}`);
    }
    const { mark, size } = strategyOf(strategy, 1);
    const [start, write, close, abort] = ['start', 'write', 'close', 'abort'].map((name) => methodOf(sink, name, 'sink'));
    initialise(this);
    const controller = new WritableStreamDefaultController(secret);
    const or = (method, args) => (method === undefined ? Promise.resolve() : promised(method, sink, args));
    setUp(this, controller, {
      start: () => (start === undefined ? undefined : Reflect.apply(start, sink, [controller])),
      write: (chunk) => or(write, [chunk, controller]),
      close: () => or(close, []),
      abort: (reason) => or(abort, [reason]),
    }, mark, size);
  }
  get locked() { return this[kState].writer !== undefined; }
  abort(reason = undefined) {
    if (this.locked) return Promise.reject(invalidState('WritableStream is locked'));
    return abortStream(this, reason);
  }
  close() {
    if (this.locked) return Promise.reject(invalidState('WritableStream is locked'));
    if (isClosing(this[kState])) return Promise.reject(invalidState('Failure closing WritableStream'));
    return closeStream(this);
  }
  getWriter() { return new WritableStreamDefaultWriter(this); }
}

function initialise(stream) {
  Object.defineProperty(stream, kState, {
    value: {
      state: 'writable', error: undefined, writer: undefined, controller: undefined, writes: [], writing: undefined,
      close: undefined, closing: undefined, abort: undefined, backpressure: false, over: deferred(),
    },
  });
  handled(stream[kState].over.promise);
}

/** A stream of Node's own: the functions get the stream last. */
function create({ start, write, close, abort }, mark = 1, size = () => 1) {
  const stream = Object.create(WritableStream.prototype);
  initialise(stream);
  setUp(stream, new WritableStreamDefaultController(secret), { start, write, close, abort }, mark, size);
  return stream;
}

const isClosing = (state) => state.close !== undefined || state.closing !== undefined;

function abortStream(stream, reason) {
  const state = stream[kState];
  if (state.state === 'closed' || state.state === 'errored') return Promise.resolve();
  state.controller[kState].abortController?.abort(reason);
  if (state.state === 'closed' || state.state === 'errored') return Promise.resolve();
  if (state.abort !== undefined) return state.abort.end.promise;
  const already = state.state === 'erroring';
  const end = deferred();
  state.abort = { end, reason: already ? undefined : reason, already };
  if (!already) startErroring(stream, reason);
  return end.promise;
}

function closeStream(stream) {
  const state = stream[kState];
  if (state.state === 'closed' || state.state === 'errored') {
    return Promise.reject(invalidState(`The WritableStream is ${state.state}`));
  }
  const end = deferred();
  state.close = end;
  if (state.writer !== undefined && state.backpressure && state.state === 'writable') state.writer[kState].ready.resolve();
  const own = state.controller[kState];
  own.queue.push(kClose, 0);
  advance(state.controller);
  return end.promise;
}

function startErroring(stream, reason) {
  const state = stream[kState];
  state.state = 'erroring';
  state.error = reason;
  if (state.writer !== undefined) rejectReady(state.writer, reason);
  if (state.writing === undefined && state.closing === undefined && state.controller[kState].started) finishErroring(stream);
}

function finishErroring(stream) {
  const state = stream[kState];
  state.state = 'errored';
  state.over.reject(state.error);
  state.controller[kState].queue.clear();
  const { error } = state;
  for (const write of state.writes) write.reject(error);
  state.writes = [];
  if (state.abort === undefined) {
    rejectClosed(state);
    return;
  }
  const { end, reason, already } = state.abort;
  state.abort = undefined;
  if (already) {
    end.reject(error);
    rejectClosed(state);
    return;
  }
  const own = state.controller[kState];
  const result = own.abort(reason);
  clear(own);
  upon(result, () => {
    end.resolve();
    rejectClosed(state);
  }, (failure) => {
    end.reject(failure);
    rejectClosed(state);
  });
}

function rejectClosed(state) {
  if (state.close !== undefined) {
    state.close.reject(state.error);
    state.close = undefined;
  }
  if (state.writer === undefined) return;
  state.writer[kState].closed.reject(state.error);
  handled(state.writer[kState].closed.promise);
}

function rejectReady(writer, error) {
  const own = writer[kState];
  own.ready.reject(error);
  if (own.isReady) {
    own.ready = deferred();
    own.ready.reject(error);
  }
  own.isReady = false;
  handled(own.ready.promise);
}

function dealWithRejection(stream, error) {
  if (stream[kState].state === 'writable') startErroring(stream, error);
  else finishErroring(stream);
}

function updateBackpressure(stream, on) {
  const state = stream[kState];
  if (state.writer !== undefined && on !== state.backpressure) {
    const own = state.writer[kState];
    if (on) {
      own.ready = deferred();
      own.isReady = false;
    } else {
      own.ready.resolve();
      own.isReady = true;
    }
  }
  state.backpressure = on;
}

class WritableStreamDefaultWriter {
  constructor(stream) {
    if (!(stream instanceof WritableStream)) throw invalidArgType('stream', 'WritableStream', stream);
    if (stream.locked) throw invalidState('WritableStream is locked');
    const own = { stream, ready: deferred(), closed: deferred(), isReady: false };
    Object.defineProperty(this, kState, { value: own });
    const state = stream[kState];
    state.writer = this;
    if (state.state === 'writable') {
      if (isClosing(state) || !state.backpressure) {
        own.ready.resolve();
        own.isReady = true;
      }
    } else if (state.state === 'closed') {
      own.ready.resolve();
      own.isReady = true;
      own.closed.resolve();
    } else {
      rejectReady(this, state.error);
      if (state.state === 'errored') {
        own.closed.reject(state.error);
        handled(own.closed.promise);
      }
    }
  }
  get closed() { return this[kState].closed.promise; }
  get ready() { return this[kState].ready.promise; }
  get desiredSize() {
    const { stream } = this[kState];
    if (stream === undefined) throw invalidState('Writer is not bound to a WritableStream');
    const { state } = stream[kState];
    return state === 'errored' || state === 'erroring' ? null : state === 'closed' ? 0 : desiredSize(stream[kState].controller);
  }
  abort(reason = undefined) {
    const { stream } = this[kState];
    return stream === undefined ? Promise.reject(invalidState('Writer is not bound to a WritableStream')) : abortStream(stream, reason);
  }
  close() {
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(invalidState('Writer is not bound to a WritableStream'));
    if (isClosing(stream[kState])) return Promise.reject(invalidState('Failure to close WritableStream'));
    return closeStream(stream);
  }
  releaseLock() {
    const own = this[kState];
    if (own.stream === undefined) return;
    const error = invalidState('Writer has been released');
    rejectReady(this, error);
    own.closed.reject(error);
    if (['closed', 'errored'].includes(own.stream[kState].state)) {
      own.closed = deferred();
      own.closed.reject(error);
    }
    handled(own.closed.promise);
    own.stream[kState].writer = undefined;
    own.stream = undefined;
  }
  write(chunk = undefined) {
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(invalidState('Writer is not bound to a WritableStream'));
    const state = stream[kState];
    const { controller } = state;
    const size = sizeOf(controller, chunk);
    if (stream !== this[kState].stream) return Promise.reject(invalidState('Mismatched WritableStreams'));
    if (state.state === 'errored') return Promise.reject(state.error);
    if (isClosing(state) || state.state === 'closed') return Promise.reject(invalidState('WritableStream is closed'));
    if (state.state === 'erroring') return Promise.reject(state.error);
    const end = deferred();
    state.writes.push(end);
    const own = controller[kState];
    try {
      own.queue.push(chunk, size);
    } catch (error) {
      if (state.state === 'writable') errorController(controller, error);
      return end.promise;
    }
    if (!isClosing(state) && state.state === 'writable') updateBackpressure(stream, desiredSize(controller) <= 0);
    advance(controller);
    return end.promise;
  }
}

class WritableStreamDefaultController {
  constructor(key = undefined) { if (key !== secret) throw illegal(); }
  get signal() {
    const own = this[kState];
    own.abortController ??= new (require('internal/abort').AbortController)();
    return own.abortController.signal;
  }
  error(error = undefined) { if (this[kState].stream[kState].state === 'writable') errorController(this, error); }
}

function setUp(stream, controller, { start, write, close, abort }, mark, size) {
  const own = { stream, queue: new SizedQueue(), started: false, write, close, abort, mark, size, abortController: undefined };
  Object.defineProperty(controller, kState, { value: own });
  stream[kState].controller = controller;
  updateBackpressure(stream, desiredSize(controller) <= 0);
  upon(begun(start(controller)), () => {
    own.started = true;
    advance(controller);
  }, (error) => {
    own.started = true;
    dealWithRejection(stream, error);
  });
}

function clear(own) {
  own.write = undefined;
  own.close = undefined;
  own.abort = undefined;
  own.size = undefined;
}

const desiredSize = ({ [kState]: own }) => own.mark - own.queue.total;

function sizeOf(controller, chunk) {
  const own = controller[kState];
  if (own.size === undefined) return 1;
  try {
    return own.size(chunk);
  } catch (error) {
    if (own.stream[kState].state === 'writable') errorController(controller, error);
    return 1;
  }
}

function errorController(controller, error) {
  const own = controller[kState];
  clear(own);
  startErroring(own.stream, error);
}

/** WritableStreamDefaultControllerAdvanceQueueIfNeeded. */
function advance(controller) {
  const own = controller[kState];
  const { stream } = own;
  const state = stream[kState];
  if (!own.started || state.writing !== undefined) return;
  if (state.state === 'erroring') {
    finishErroring(stream);
    return;
  }
  if (own.queue.length === 0) return;
  if (own.queue.peek() === kClose) processClose(stream, own);
  else processWrite(stream, controller, own.queue.peek());
}

function processClose(stream, own) {
  const state = stream[kState];
  state.closing = state.close;
  state.close = undefined;
  own.queue.shift();
  const result = own.close();
  clear(own);
  upon(result, () => {
    state.closing.resolve();
    state.closing = undefined;
    if (state.state === 'erroring') {
      state.error = undefined;
      state.abort?.end.resolve();
      state.abort = undefined;
    }
    state.state = 'closed';
    state.over.resolve();
    state.writer?.[kState].closed.resolve();
  }, (error) => {
    state.closing.reject(error);
    state.closing = undefined;
    state.abort?.end.reject(error);
    state.abort = undefined;
    dealWithRejection(stream, error);
  });
}

function processWrite(stream, controller, chunk) {
  const state = stream[kState];
  const own = controller[kState];
  state.writing = state.writes.shift();
  upon(own.write(chunk), () => {
    state.writing.resolve();
    state.writing = undefined;
    own.queue.shift();
    if (!isClosing(state) && state.state === 'writable') updateBackpressure(stream, desiredSize(controller) <= 0);
    advance(controller);
  }, (error) => {
    if (state.state === 'writable') clear(own);
    state.writing.reject(error);
    state.writing = undefined;
    dealWithRejection(stream, error);
  });
}

publish(WritableStream, ['locked', 'abort', 'close', 'getWriter'],
  (self) => ({ locked: self.locked, state: self[kState].state }));
publish(WritableStreamDefaultWriter, ['closed', 'ready', 'desiredSize', 'abort', 'close', 'releaseLock', 'write'],
  (self) => ({ stream: self[kState].stream, close: self.closed, ready: self.ready, desiredSize: self.desiredSize }));
publish(WritableStreamDefaultController, ['signal', 'error'], (self) => ({ stream: self[kState].stream }));

module.exports = {
  WritableStream, WritableStreamDefaultController, WritableStreamDefaultWriter, create, errorController,
};
