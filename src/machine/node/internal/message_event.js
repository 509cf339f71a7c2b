'use strict';
// MessageEvent (HTML, "The MessageEvent interface").

const { Event, publish } = require('internal/event_target');

class MessageEvent extends Event {
  #data;
  #origin;
  #lastEventId;
  #source;
  #ports;
  constructor(type, options = undefined) {
    super(type, options);
    this.#data = options?.data ?? null;
    this.#origin = `${options?.origin ?? ''}`;
    this.#lastEventId = `${options?.lastEventId ?? ''}`;
    this.#source = options?.source ?? null;
    this.#ports = options?.ports ?? [];
    if (internal.major < 16 && options !== undefined && 'data' in options) this.#data = options.data;
  }
  get data() { return this.#data; }
  get origin() { return this.#origin; }
  get lastEventId() { return this.#lastEventId; }
  get source() { return this.#source; }
  get ports() { return this.#ports; }
}
publish(MessageEvent, ['data', 'origin', 'lastEventId', 'source', 'ports']);
if (internal.major < 16) delete MessageEvent.prototype.ports;

module.exports = { MessageEvent };
