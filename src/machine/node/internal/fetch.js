'use strict';
// fetch. A URL of the lesson's network is answered after the latency it declares; localhost is
// asked over a connection of its own; nothing else is there.

const { request: work, cancel } = internal;
const { Headers } = require('internal/fetch/headers');
const { Request, Response, made, stateOf } = require('internal/fetch/messages');
const { FormData } = require('internal/fetch/form_data');
const { ReadableStream, errorController } = require('internal/webstreams/readable');
const { kState } = require('internal/webstreams/queues');
const { unsupported } = require('internal/errors');
const { Buffer } = require('buffer');

const world = internal.world();
const failed = (cause) => new TypeError('fetch failed', { cause });

/** The lesson's answer to a URL; the fragment is no part of what is asked for. */
function answerOf(url) {
  const plain = url.href.replace(/#.*$/, '');
  return world.network[plain] ?? world.network[plain.replace(/\/$/, '')] ?? world.network[`${plain}/`];
}

function declared(answer, url, { resolve, onAbort }) {
  const id = work('kernel', `fetch ${url.href}`, answer.latency, () => {
    const bytes = Buffer.from(answer.body);
    resolve(reply(answer.status, statusText(answer.status), new Headers(answer.headers), chunked([bytes]), url));
  });
  onAbort(() => { cancel(id); });
}

const statusText = (status) => require('internal/http/status')[status] ?? '';

function chunked(chunks) {
  const left = chunks.filter(({ length }) => length > 0);
  return new ReadableStream({
    pull(controller) {
      if (left.length > 0) controller.enqueue(new Uint8Array(left.shift()));
      if (left.length === 0) controller.close();
    },
  }, { highWaterMark: 0 });
}

function reply(status, text, headers, stream, url) {
  return made({ type: 'basic', status, statusText: text, headers, body: { stream, bytes: undefined, type: null }, url: url.href });
}

/** Over a connection to a server of the program. */
function local(state, url, bytes, { resolve, reject, onAbort }) {
  const headers = {
    host: url.host, connection: 'keep-alive', ...Object.fromEntries(state.headers), accept: state.headers.get('accept') ?? '*/*',
    'accept-language': '*', 'sec-fetch-mode': 'cors', 'user-agent': 'node', 'accept-encoding': 'gzip, deflate',
  };
  if (bytes !== undefined) headers['content-length'] = bytes.length;
  const http = require('http');
  agent ??= new http.Agent({ keepAlive: true });
  const req = http.request(url, { method: state.method, headers, agent });
  let got = false;
  req.on('response', (message) => {
    got = true;
    let controller;
    const stream = new ReadableStream({
      start(given) { controller = given; },
      pull() { message.resume(); },
      cancel() { message.destroy(); },
    }, { highWaterMark: 0 });
    message.pause();
    message.on('data', (chunk) => {
      message.pause();
      controller.enqueue(new Uint8Array(chunk));
    });
    message.on('end', () => { if (stream[kState].state === 'readable') controller.close(); });
    message.on('error', (error) => { errorController(controller, new TypeError('terminated', { cause: error })); });
    onAbort((reason) => {
      errorController(controller, reason);
      message.destroy();
    });
    const list = [];
    for (let i = 0; i < message.rawHeaders.length; i += 2) list.push([message.rawHeaders[i], message.rawHeaders[i + 1]]);
    resolve(reply(message.statusCode, message.statusMessage, new Headers(list), stream, url));
  });
  req.on('error', (error) => {
    if (got) return;
    if (error.code === 'ECONNRESET') {
      const cause = new Error('other side closed');
      cause.name = 'SocketError';
      cause.code = 'UND_ERR_SOCKET';
      reject(failed(cause));
    } else {
      reject(failed(error));
    }
  });
  onAbort(() => { if (!got) req.destroy(); });
  req.end(bytes);
}
let agent;

// Fetch Standard, section 2.9: what serves something else than the web.
const badPorts = [
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

const isLocal = (url) => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

/** One exchange, without redirects. */
async function exchange(state, url) {
  let bytes;
  if (state.body !== null) {
    bytes = state.body.bytes ?? Buffer.from(await new Response(state.body.stream).arrayBuffer());
  }
  return new Promise((resolve, reject) => {
    const onAbort = (stop) => {
      state.signal?.addEventListener('abort', () => {
        stop(state.signal.reason);
        reject(state.signal.reason);
      }, { once: true });
    };
    const answer = answerOf(url);
    const ends = { resolve, reject, onAbort };
    if (answer !== undefined) {
      declared(answer, url, ends);
    } else if (isLocal(url)) {
      local(state, url, bytes, ends);
    } else {
      require('dns').lookup(url.hostname, {}, (error) => {
        reject(failed(error ?? unsupported(`Reaching ${url.href}`, "the lesson's network does not declare it")));
      });
    }
  });
}

function dataUrl(url) {
  const [, type, base64, data] = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(url.href) ?? [];
  if (data === undefined) throw failed(new Error('invalid data: url'));
  const bytes = base64 ? Buffer.from(decodeURIComponent(data), 'base64') : Buffer.from(decodeURIComponent(data));
  return reply(200, 'OK', new Headers({ 'content-type': type || 'text/plain;charset=US-ASCII' }), chunked([bytes]), url);
}

async function run(state) {
  let { url, method } = state;
  for (let hops = 0; ; hops++) {
    if (url.protocol === 'data:') return dataUrl(url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw failed(new Error(url.protocol === 'about:' || url.protocol === 'file:' ? 'not implemented... yet...' : 'unknown scheme'));
    }
    if (badPorts.includes(Number(url.port))) throw failed(new Error('bad port'));
    const response = await exchange({ ...state, method, body: method === 'GET' || method === 'HEAD' ? null : state.body }, url);
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null || state.redirect === 'manual') {
      stateOf(response).redirected = hops > 0;
      return response;
    }
    if (state.redirect === 'error') throw failed(new Error('unexpected redirect'));
    if (hops === 20) throw failed(new Error('redirect count exceeded'));
    url = new (require('internal/url').URL)(location, url);
    if (response.status === 303 || (response.status < 303 && method === 'POST')) method = 'GET';
  }
}

function fetch(input, init = undefined) {
  if (arguments.length === 0) {
    return Promise.reject(new TypeError('fetch: 1 argument required, but 0 found.'));
  }
  let state;
  try {
    state = stateOf(new Request(input, init));
  } catch (error) {
    return Promise.reject(error);
  }
  if (state.signal?.aborted) return Promise.reject(state.signal.reason);
  return run(state);
}

module.exports = { FormData, Headers, Request, Response, fetch };
