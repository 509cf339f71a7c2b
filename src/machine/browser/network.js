'use strict';
// The lesson's network as a page sees it: an answer arrives after its latency, and each later
// piece of its body after its own.

const { URL } = require('internal/url');
const { resolve } = require('browser/location');
const { request, cancel } = internal;

/** Until a connection that nobody takes is refused, in microseconds. */
const REFUSED = 1000;

/** What `data:` addresses say. */
function ofData(href) {
  const match = /^data:([^,]*?)(;base64)?,([\s\S]*)$/.exec(href);
  if (match === null) return undefined;
  const [, type, base64, data] = match;
  const body = base64 === undefined ? decodeURIComponent(data) : require('buffer').atob(data);
  return { status: 200, headers: { 'content-type': type || 'text/plain;charset=US-ASCII' }, body, latency: 0, more: [] };
}

/** The answer to a request, or undefined if nobody answers. The lesson may name it by path. */
function answerTo(address, href) {
  if (href.startsWith('data:')) return ofData(href);
  const { network } = internal.world();
  const { pathname, search, origin } = new URL(href);
  const sameOrigin = origin === new URL(resolve('')).origin;
  return network[href] ?? network[`${address}`] ?? (sameOrigin ? network[pathname + search] : undefined);
}

/**
 * Sends a request. `head(answer)` is called, in a task, when the answer's head and the first piece
 * of its body arrive; `piece(text, isLast)` for every further piece; `failed()` if nobody
 * answers. Returns a function that takes the request back.
 */
function send(label, address, { head, piece, failed }) {
  const href = resolve(address);
  const answer = answerTo(address, href);
  if (answer === undefined) {
    const id = request('kernel', label, REFUSED, failed);
    return () => cancel(id);
  }
  const ids = [request('kernel', label, answer.latency, () => head({ ...answer, href }))];
  let at = answer.latency;
  answer.more.forEach(([after, text], index) => {
    at += after;
    const isLast = index === answer.more.length - 1;
    ids.push(request('kernel', `${label}, piece ${index + 2}`, at, () => piece(text, isLast)));
  });
  return () => ids.forEach((id) => cancel(id));
}

/** A label that tells what is asked for. */
const labelOf = (what, address) => `${what} ${`${address}`.slice(0, 60)}`;

const statusTexts = {
  200: 'OK', 201: 'Created', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found',
  304: 'Not Modified', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found',
  429: 'Too Many Requests', 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable',
};
const statusText = (status) => statusTexts[status] ?? '';

module.exports = { answerTo, labelOf, resolve, send, statusText };
