'use strict';
// EventSource (HTML, "Server-sent events"), on the lesson's network: the pieces of one answer. When
// they are over the connection stays open and silent.

const { Event, EventTarget, MessageEvent, defineHandlers, fire, name } = require('browser/events');
const { labelOf, resolve, send } = require('browser/network');
const { task } = internal;

class EventSource extends EventTarget {
  #state = 0;
  #url;
  #takeBack;
  #rest = '';

  constructor(address) {
    super();
    this.#url = resolve(address);
    this.#takeBack = send(labelOf('EventSource', address), address, {
      head: (answer) => {
        this.#state = 1;
        fire(this, new Event('open'));
        this.#read(answer.body);
      },
      piece: (text) => this.#read(text),
      failed: () => {
        this.#state = 2;
        fire(this, new Event('error'));
      },
    });
  }

  get readyState() { return this.#state; }
  get url() { return this.#url; }
  close() {
    this.#state = 2;
    this.#takeBack();
  }

  // Each message is a task of its own.
  #read(text) {
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop();
    for (const block of blocks) {
      const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line)).filter(Boolean);
      const data = fields.filter(([, key]) => key === 'data').map(([,, value]) => value);
      if (data.length === 0) continue;
      const type = fields.find(([, key]) => key === 'event')?.[2] ?? 'message';
      task('message', 'EventSource', 'normal', () => {
        if (this.#state === 2) return;
        fire(this, new MessageEvent(type, { data: data.join('\n'), origin: require('browser/location').location.origin }));
      });
    }
  }
}
Object.assign(EventSource, { CONNECTING: 0, OPEN: 1, CLOSED: 2 });
defineHandlers(EventSource.prototype, 'open', 'message', 'error');
name(EventSource);

module.exports = { EventSource };
