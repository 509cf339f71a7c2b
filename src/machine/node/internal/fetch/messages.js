'use strict';
// Request and Response (Fetch Standard, sections 5.4 and 5.5).

const { Headers } = require('internal/fetch/headers');
const { extract, mixBody, split } = require('internal/fetch/body');
const { URL } = require('internal/url');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const states = new WeakMap();

function parsed(input) {
  try {
    return new URL(`${input}`);
  } catch (cause) {
    throw new TypeError(`Failed to parse URL from ${input}`, { cause });
  }
}

const usual = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
function methodOf(given) {
  const method = `${given}`;
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method) || /^(connect|trace|track)$/i.test(method)) {
    throw new TypeError(`'${method}' is not a valid HTTP method.`);
  }
  return usual.includes(method.toUpperCase()) ? method.toUpperCase() : method;
}

class Request {
  constructor(input, init = {}) {
    if (arguments.length === 0) throw new TypeError('Request constructor: 1 argument required, but 0 found.');
    const given = init ?? {};
    const from = input instanceof Request ? states.get(input) : undefined;
    const url = from?.url ?? parsed(input);
    if (from === undefined && (url.username !== '' || url.password !== '')) {
      throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
    }
    const method = given.method === undefined ? from?.method ?? 'GET' : methodOf(given.method);
    const headers = new Headers(given.headers ?? from?.headers);
    let body = from === undefined ? null : split(from.body);
    if (given.body !== undefined && given.body !== null) {
      if (method === 'GET' || method === 'HEAD') throw new TypeError('Request with GET/HEAD method cannot have body.');
      body = extract(given.body);
      if (body.bytes === undefined && given.duplex === undefined) {
        throw new TypeError('RequestInit: duplex option is required when sending a body.');
      }
      if (body.type !== null && !headers.has('content-type')) headers.set('content-type', body.type);
    }
    const signal = given.signal ?? from?.signal ?? null;
    if (signal !== null && !('aborted' in Object(signal))) {
      throw new TypeError('Failed to construct \'Request\': member signal is not of type AbortSignal.');
    }
    states.set(this, {
      url, method, headers, body, signal, redirect: given.redirect ?? from?.redirect ?? 'follow', options: given,
    });
  }
  get method() { return states.get(this).method; }
  get url() { return states.get(this).url.href; }
  get headers() { return states.get(this).headers; }
  get redirect() { return states.get(this).redirect; }
  get signal() {
    const state = states.get(this);
    state.signal ??= new (require('internal/abort').AbortController)().signal;
    return state.signal;
  }
  get mode() { return 'cors'; }
  get credentials() { return 'same-origin'; }
  get cache() { return 'default'; }
  get duplex() { return 'half'; }
  clone() { return new Request(this); }
  [customInspect](depth, options) {
    const { method, url, headers, redirect } = this;
    return `Request ${internal.inspect({ method, url, headers, redirect, bodyUsed: this.bodyUsed }, options)}`;
  }
}
mixBody(Request, (self) => states.get(self).body);

const noBody = [101, 103, 204, 205, 304];

class Response {
  constructor(body = null, init = {}) {
    const status = init?.status === undefined ? 200 : Number(init.status);
    if (!(status >= 200 && status <= 599)) {
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    }
    const headers = new Headers(init?.headers);
    let held = null;
    if (body !== null && body !== undefined) {
      if (noBody.includes(status)) throw new TypeError(`Response constructor: Invalid response status code ${status}`);
      held = extract(body);
      if (held.type !== null && !headers.has('content-type')) headers.set('content-type', held.type);
    }
    states.set(this, {
      type: 'default', status, statusText: `${init?.statusText ?? ''}`, headers, body: held, url: '', redirected: false,
    });
  }
  static error() { return made({ type: 'error', status: 0 }); }
  static json(data, init = {}) {
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const response = new Response(text, init);
    if (!new Headers(init?.headers).has('content-type')) response.headers.set('content-type', 'application/json');
    return response;
  }
  static redirect(url, status = 302) {
    if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
    return made({ status, headers: new Headers({ location: parsed(url).href }) });
  }
  get type() { return states.get(this).type; }
  get url() { return states.get(this).url; }
  get redirected() { return states.get(this).redirected; }
  get status() { return states.get(this).status; }
  get ok() { return this.status >= 200 && this.status <= 299; }
  get statusText() { return states.get(this).statusText; }
  get headers() { return states.get(this).headers; }
  clone() {
    const state = states.get(this);
    return made({ ...state, headers: new Headers(state.headers), body: split(state.body) });
  }
  [customInspect](depth, options) {
    const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = this;
    return `Response ${internal.inspect({ status, statusText, headers, body, bodyUsed, ok, redirected, type, url }, options)}`;
  }
}
mixBody(Response, (self) => states.get(self).body);

/** A response that did not come from a constructor call. */
function made(fields) {
  const response = Object.create(Response.prototype);
  states.set(response, {
    type: 'default', status: 200, statusText: '', headers: new Headers(), body: null, url: '', redirected: false, ...fields,
  });
  return response;
}

for (const [Class, names] of [
  [Request, ['method', 'url', 'headers', 'redirect', 'clone', 'signal', 'mode', 'credentials', 'cache', 'duplex']],
  [Response, ['type', 'url', 'status', 'ok', 'redirected', 'statusText', 'headers', 'clone']],
]) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

module.exports = { Request, Response, made, stateOf: (message) => states.get(message) };
