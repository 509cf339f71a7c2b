'use strict';
// XMLHttpRequest (XMLHttpRequest Standard), on the lesson's network.

const { Event, EventTarget, ProgressEvent, defineHandlers, fire, name } = require('browser/events');
const { answerTo, labelOf, resolve, send, statusText } = require('browser/network');
const { later, cancelTask, sleep } = internal;

const error = (message, kind) => new (require('internal/dom_exception'))(message, kind);

class XMLHttpRequest extends EventTarget {
  #state = 0;
  #asked = null;
  #async = true;
  #sent = false;
  #takeBack = null;
  #timer = null;
  #answer = null;
  #text = '';
  responseType = '';
  timeout = 0;
  withCredentials = false;

  get readyState() { return this.#state; }
  get status() { return this.#answer?.status ?? 0; }
  get statusText() { return this.#answer === null ? '' : statusText(this.#answer.status); }
  get responseURL() { return this.#answer?.href ?? ''; }
  get responseText() { return this.#state < 3 ? '' : this.#text; }
  get response() {
    if (this.responseType === '' || this.responseType === 'text') return this.responseText;
    if (this.#state !== 4 || this.#answer === null) return null;
    if (this.responseType !== 'json') throw new Error(`loopscope has no responseType '${this.responseType}'`);
    try {
      return JSON.parse(this.#text);
    } catch {
      return null;
    }
  }

  open(method, address, isAsync = true) {
    this.#end();
    this.#asked = { method: `${method}`.toUpperCase(), address, headers: [] };
    this.#async = !!isAsync;
    this.#sent = false;
    this.#answer = null;
    this.#text = '';
    if (this.#state !== 1) this.#become(1);
  }

  setRequestHeader(key, value) {
    if (this.#state !== 1 || this.#sent) {
      throw error("Failed to execute 'setRequestHeader' on 'XMLHttpRequest': The object's state must be OPENED.", 'InvalidStateError');
    }
    this.#asked.headers.push([key, value]);
  }

  // The events before the answer are fired by `send` itself, all others by the answer's task.
  send() {
    if (this.#state !== 1 || this.#sent) {
      throw error("Failed to execute 'send' on 'XMLHttpRequest': The object's state must be OPENED.", 'InvalidStateError');
    }
    const { address } = this.#asked;
    if (!this.#async) {
      this.#block(address);
      return;
    }
    this.#sent = true;
    this.#progress('loadstart');
    if (!this.#sent) return; // a listener has aborted it
    this.#takeBack = send(labelOf('XHR', address), address, {
      head: (answer) => this.#head(answer),
      piece: (text, isLast) => this.#piece(text, isLast),
      failed: () => this.#failed('error'),
    });
    if (this.timeout > 0) {
      this.#timer = later(this.timeout * 1000, 'event', 'timeout', 'normal', () => {
        this.#takeBack();
        this.#failed('timeout');
      });
    }
  }

  // The page stands still: nothing else runs, microtasks included.
  #block(address) {
    const answer = answerTo(address, resolve(address));
    if (answer === undefined) {
      throw error(`Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${resolve(address)}'.`, 'NetworkError');
    }
    sleep(answer.more.reduce((sum, [after]) => sum + after, answer.latency));
    this.#answer = { ...answer, href: resolve(address) };
    this.#text = answer.more.reduce((text, [, piece]) => text + piece, answer.body);
    this.#become(4);
    this.#progress('load');
    this.#progress('loadend');
  }

  #head(answer) {
    this.#answer = answer;
    this.#become(2);
    this.#piece(answer.body, answer.more.length === 0);
  }

  #piece(text, isLast) {
    this.#text += text;
    this.#become(3);
    this.#progress('progress');
    if (!isLast) return;
    this.#end();
    this.#sent = false;
    this.#become(4);
    this.#progress('load');
    this.#progress('loadend');
  }

  #failed(type) {
    this.#end();
    this.#answer = null;
    this.#text = '';
    this.#sent = false;
    this.#become(4);
    this.#progress(type);
    this.#progress('loadend');
  }

  #end() {
    if (this.#takeBack !== null) this.#takeBack();
    if (this.#timer !== null) cancelTask(this.#timer);
    this.#takeBack = this.#timer = null;
  }

  abort() {
    const wasUnderWay = this.#sent;
    this.#end();
    if (wasUnderWay) this.#failed('abort');
    if (this.#state === 4) this.#state = 0;
  }

  getResponseHeader(key) {
    const headers = this.#answer?.headers ?? {};
    const found = Object.keys(headers).find((each) => each.toLowerCase() === `${key}`.toLowerCase());
    return found === undefined ? null : headers[found];
  }
  getAllResponseHeaders() {
    return Object.entries(this.#answer?.headers ?? {}).map(([key, value]) => `${key.toLowerCase()}: ${value}\r\n`).join('');
  }

  #become(state) {
    this.#state = state;
    fire(this, new Event('readystatechange'));
  }
  #progress(type) {
    const loaded = this.#text.length;
    fire(this, new ProgressEvent(type, { loaded, total: 0 }));
  }
}
const states = { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 };
for (const [key, value] of Object.entries(states)) {
  Object.defineProperty(XMLHttpRequest, key, { value, enumerable: true });
  Object.defineProperty(XMLHttpRequest.prototype, key, { value, enumerable: true });
}
defineHandlers(XMLHttpRequest.prototype, 'readystatechange', 'loadstart', 'progress', 'abort',
  'error', 'load', 'timeout', 'loadend');
name(XMLHttpRequest);

module.exports = { XMLHttpRequest };
