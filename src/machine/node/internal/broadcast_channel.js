'use strict';
// BroadcastChannel: what one posts, all others of its name hear.

const { major } = internal;
const active = require('internal/active');
const { nodeError } = require('internal/errors');
const { EventTarget, defineEventHandler } = require('internal/event_target');
const { MessageEvent, channels, decoded, encoded, exception, shownPort } = require('internal/messaging');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const channelOf = (channel) => {
  const state = channels.get(channel);
  if (state === undefined) throw nodeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type BroadcastChannel');
  return state;
};
function keepChannel(channel, on) {
  const state = channelOf(channel);
  if (state.closed) return;
  state.referenced = on;
  internal.keepPort(state.id, on);
}

class BroadcastChannel extends EventTarget {
  constructor(name) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
    if (typeof name === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
    super();
    const state = { name: `${name}`, closed: false, id: undefined, referenced: true };
    channels.set(this, state);
    shownPort(state);
    state.id = internal.openPort((message) => {
      if (state.closed) return;
      this.dispatchEvent(new MessageEvent('message', { data: decoded(message), target: this }));
    }, () => { active.release(state.handle); });
    internal.keepPort(state.id, true);
    internal.receive(state.id, true);
    state.home = internal.newAddress();
    internal.addressPort(state.id, state.home);
    internal.subscribe(state.name, state.home, true);
  }
  get name() { return channelOf(this).name; }
  close() {
    const state = channelOf(this);
    if (state.closed) return;
    state.closed = true;
    internal.subscribe(state.name, state.home, false);
    internal.closePort(state.id);
  }
  postMessage(message) {
    const state = channelOf(this);
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "message" argument must be specified');
    if (state.closed) {
      const text = 'BroadcastChannel is closed.';
      throw major < 20 ? exception(text) : exception(text, 'InvalidStateError');
    }
    const text = encoded(message, [], 0);
    for (const address of internal.subscribers(state.name)) {
      if (address !== state.home) internal.mail(address, text);
    }
  }
  ref() {
    keepChannel(this, true);
    return this;
  }
  unref() {
    keepChannel(this, false);
    return this;
  }
  [customInspect](depth, options) {
    if (depth < 0) return 'BroadcastChannel';
    const { name, closed } = channelOf(this);
    return `BroadcastChannel ${internal.inspect({ name, active: !closed }, options)}`;
  }
}
for (const name of ['message', 'messageerror']) defineEventHandler(BroadcastChannel.prototype, name);

module.exports = BroadcastChannel;
