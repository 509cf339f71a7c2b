'use strict';
// Where the page is: location and history. The page is never left.

const { HashChangeEvent, PopStateEvent, fire, name } = require('browser/events');
const { URL } = require('internal/url');
const { copyOf } = require('internal/structured_clone');
const { later, task } = internal;

let url = new URL('http://localhost/');
const entries = [{ url: url.href, state: null }];
let at = 0;

/** An address, relative to the page's. */
const resolve = (text) => new URL(`${text}`, url.href).href;

const leaving = (to) => new Error(`loopscope does not leave the page: ${to}`);

function go(to) {
  const next = new URL(`${to}`, url.href);
  const same = next.href.replace(/#.*$/, '') === url.href.replace(/#.*$/, '');
  if (!same || next.hash === url.hash) throw leaving(next.href);
  const oldURL = url.href;
  url = next;
  entries.splice(at + 1);
  entries.push({ url: url.href, state: null });
  at++;
  moved(oldURL);
}

// `popstate` comes at once, `hashchange` as a task.
function moved(oldURL) {
  fire(globalThis, new PopStateEvent('popstate', { state: null }));
  const newURL = url.href;
  task('event', 'hashchange', 'normal', () => {
    fire(globalThis, new HashChangeEvent('hashchange', { oldURL, newURL }));
  });
}

class Location {
  get href() { return url.href; }
  set href(value) { go(value); }
  get hash() { return url.hash; }
  set hash(value) {
    const hash = `${value}`.replace(/^#?/, '#');
    if (hash !== url.hash) go(hash);
  }
  assign(value) { go(value); }
  replace(value) { go(value); }
  reload() { throw leaving(url.href); }
  toString() { return url.href; }
}
for (const key of ['origin', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search']) {
  Object.defineProperty(Location.prototype, key, { get: () => url[key], enumerable: true });
}
name(Location);

/** The way to another entry of the history goes through another process of the browser's. */
const HOP = 1000;

class History {
  get length() { return entries.length; }
  get state() { return entries[at].state; }
  pushState(state, _, to = url.href) {
    entries.splice(at + 1);
    entries.push({ url: resolve(to), state: copyOf(state) });
    at++;
    url = new URL(entries[at].url);
  }
  replaceState(state, _, to = url.href) {
    entries[at] = { url: resolve(to), state: copyOf(state) };
    url = new URL(entries[at].url);
  }
  back() { this.go(-1); }
  forward() { this.go(1); }
  go(delta = 0) {
    later(HOP, 'event', 'popstate', 'normal', () => {
      const entry = entries[at + delta];
      if (delta === 0 || entry === undefined) return;
      const oldURL = url;
      at += delta;
      url = new URL(entry.url);
      fire(globalThis, new PopStateEvent('popstate', { state: copyOf(entry.state) }));
      if (oldURL.hash !== url.hash && entry.state === null) {
        fire(globalThis, new HashChangeEvent('hashchange', { oldURL: oldURL.href, newURL: url.href }));
      }
    });
  }
}
name(History);

module.exports = { history: new History(), location: new Location(), resolve };
