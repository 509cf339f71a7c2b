'use strict';
// fetch, and its Headers, Request and Response (Fetch).

const { name } = require('browser/events');
const { addAlgorithm } = require('browser/abort');
const { labelOf, resolve, send, statusText } = require('browser/network');
const { request } = internal;

class Headers {
  #map = new Map();
  constructor(init = undefined) {
    const pairs = init instanceof Headers || Array.isArray(init) ? init : Object.entries(init ?? {});
    for (const [key, value] of pairs) this.append(key, value);
  }
  append(key, value) {
    const before = this.get(key);
    this.#map.set(`${key}`.toLowerCase(), before === null ? `${value}`.trim() : `${before}, ${value}`);
  }
  delete(key) { this.#map.delete(`${key}`.toLowerCase()); }
  get(key) { return this.#map.get(`${key}`.toLowerCase()) ?? null; }
  has(key) { return this.#map.has(`${key}`.toLowerCase()); }
  set(key, value) { this.#map.set(`${key}`.toLowerCase(), `${value}`.trim()); }
  forEach(callback, self) { for (const [key, value] of this) callback.call(self, value, key, this); }
  * entries() { yield* [...this.#map].sort(([a], [b]) => (a < b ? -1 : 1)); }
  * keys() { for (const [key] of this.entries()) yield key; }
  * values() { for (const [, value] of this.entries()) yield value; }
  [Symbol.iterator]() { return this.entries(); }
}
name(Headers);

/** The pieces of a body as they arrive, and who waits for the next one. */
class Body {
  constructor(label) {
    this.label = label;
    this.pieces = [];
    this.complete = false;
    this.error = undefined;
    this.waiting = [];
    this.used = false;
    this.text = '';
  }
  arrive(text, isLast) {
    this.text += text;
    if (text !== '') this.pieces.push(text);
    this.complete = isLast;
    for (const wake of this.waiting.splice(0)) wake();
  }
  fail(error) {
    this.error = error;
    for (const wake of this.waiting.splice(0)) wake();
  }
}

const encode = (text) => new (require('internal/encoding').TextEncoder)().encode(text);

/** How many turns of the microtask queue it takes to read a body that is here already: Chrome's
 * take more than four. */
const LOCAL_TURNS = 5;

function localTurns(turns, done) {
  if (turns === 0) done();
  else internal.queueMicrotask(() => localTurns(turns - 1, done));
}

let bodyOf;

/** What requests and responses have in common. */
class WithBody {
  #body;

  static { bodyOf = (self) => self.#body; }

  constructor(body) { this.#body = body; }

  get bodyUsed() { return this.#body?.used ?? false; }
  get body() { return this.#body === null ? null : new Stream(this.#body); }

  // The body of an answer of the network is read in a task of its own.
  #consume(convert) {
    const body = this.#body;
    return new Promise((fulfil, reject) => {
      if (body === null) {
        fulfil(convert(''));
        return;
      }
      if (body.used) {
        reject(new TypeError(`Failed to execute 'text' on '${this.constructor.name}': body stream already read`));
        return;
      }
      body.used = true;
      const settle = () => {
        try {
          fulfil(convert(body.text));
        } catch (error) {
          reject(error);
        }
      };
      const wait = () => {
        if (body.error !== undefined) reject(body.error);
        else if (!body.complete) body.waiting.push(wait);
        else if (body.label === undefined) localTurns(LOCAL_TURNS, settle);
        else request('kernel', `body of ${body.label}`, 0, settle);
      };
      wait();
    });
  }

  text() { return this.#consume((text) => text); }
  json() { return this.#consume((text) => JSON.parse(text)); }
  arrayBuffer() { return this.#consume((text) => encode(text).buffer); }
  bytes() { return this.#consume(encode); }
}

/** A body to be read piece by piece. */
class Stream {
  #body;
  constructor(body) { this.#body = body; }
  get locked() { return this.#body.used; }
  getReader() {
    const body = this.#body;
    if (body.used) throw new TypeError("Failed to execute 'getReader' on 'ReadableStream': ReadableStreamDefaultReader constructor can only accept readable streams that are not yet locked to a reader");
    body.used = true;
    return {
      read: () => new Promise((fulfil, reject) => {
        const wait = () => {
          if (body.error !== undefined) reject(body.error);
          else if (body.pieces.length > 0) fulfil({ done: false, value: encode(body.pieces.shift()) });
          else if (body.complete) fulfil({ done: true, value: undefined });
          else body.waiting.push(wait);
        };
        wait();
      }),
      releaseLock() { body.used = false; },
      cancel: () => Promise.resolve(),
    };
  }
  async* [Symbol.asyncIterator]() {
    const reader = this.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  }
}
Object.defineProperty(Stream.prototype, Symbol.toStringTag, { value: 'ReadableStream' });

function bodyFrom(value, headers) {
  if (value === undefined || value === null) return null;
  const body = new Body(undefined);
  if (typeof value === 'string' && !headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8');
  body.arrive(value instanceof Uint8Array ? new (require('internal/encoding').TextDecoder)().decode(value) : `${value}`, true);
  return body;
}

class Request extends WithBody {
  #url;
  #method;
  #headers;
  #signal;
  constructor(input, init = {}) {
    const from = input instanceof Request ? input : undefined;
    const headers = new Headers(init.headers ?? from?.headers);
    const method = `${init.method ?? from?.method ?? 'GET'}`.toUpperCase();
    if (init.body !== undefined && init.body !== null && (method === 'GET' || method === 'HEAD')) {
      throw new TypeError("Failed to construct 'Request': Request with GET/HEAD method cannot have body.");
    }
    super(init.body === undefined && from !== undefined ? bodyOf(from) : bodyFrom(init.body, headers));
    this.#url = from?.url ?? resolve(input);
    this.#method = method;
    this.#headers = headers;
    this.#signal = init.signal ?? from?.signal ?? new (require('browser/abort').AbortController)().signal;
  }
  get url() { return this.#url; }
  get method() { return this.#method; }
  get headers() { return this.#headers; }
  get signal() { return this.#signal; }
  clone() { return new Request(this); }
}
name(Request);

class Response extends WithBody {
  #status;
  #statusText;
  #headers;
  #url = '';
  #type = 'default';

  static {
    Response.answer = (answer, body) => {
      const response = new Response(null, { status: answer.status, statusText: statusText(answer.status), headers: answer.headers }, body);
      response.#url = answer.href;
      response.#type = 'basic';
      return response;
    };
  }

  constructor(body = null, init = {}, arrived = undefined) {
    const headers = new Headers(init.headers);
    super(arrived ?? bodyFrom(body, headers));
    const status = init.status ?? 200;
    if (status < 200 || status > 599) {
      throw new RangeError(`Failed to construct 'Response': The status provided (${status}) is outside the range [200, 599].`);
    }
    this.#status = status;
    this.#statusText = `${init.statusText ?? ''}`;
    this.#headers = headers;
  }
  get status() { return this.#status; }
  get ok() { return this.#status >= 200 && this.#status <= 299; }
  get statusText() { return this.#statusText; }
  get headers() { return this.#headers; }
  get url() { return this.#url; }
  get type() { return this.#type; }
  get redirected() { return false; }
  clone() {
    const body = bodyOf(this);
    if (body !== null && (body.used || !body.complete)) throw new TypeError("Failed to execute 'clone' on 'Response': Response body is already used");
    const copy = new Body(body?.label);
    copy.arrive(body?.text ?? '', true);
    return new Response(null, { status: this.status, statusText: this.statusText, headers: this.headers }, copy);
  }
  static json(data, init = {}) {
    const headers = new Headers(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new Response(JSON.stringify(data), { ...init, headers });
  }
}
name(Response);
const { answer: responseTo } = Response;
delete Response.answer;

/** A task settles the promise when the head of the answer arrives; whatever its status is. */
function fetch(input, init = undefined) {
  return new Promise((fulfil, reject) => {
    if (arguments.length === 0) throw new TypeError("Failed to execute 'fetch' on 'Window': 1 argument required, but only 0 present.");
    const asked = new Request(input, init ?? {});
    const { signal } = asked;
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const address = input instanceof Request ? input.url : input;
    const label = labelOf('fetch', address);
    const body = new Body(label.slice('fetch '.length));
    const takeBack = send(label, address, {
      head(answer) {
        body.arrive(answer.body, answer.more.length === 0);
        fulfil(responseTo(answer, body));
      },
      piece: (text, isLast) => body.arrive(text, isLast),
      failed: () => reject(new TypeError('Failed to fetch')),
    });
    addAlgorithm(signal, (reason) => {
      takeBack();
      body.fail(reason);
      reject(reason);
    });
  });
}

module.exports = { Headers, Request, Response, fetch };
