'use strict';
// worker_threads: channels between ports, and threads with loops of their own.

const { major } = internal;
const {
  MessageChannel, MessagePort, decoded, isMarkedAsUntransferable, markAsUncloneable, markAsUntransferable, portAt,
  receiveMessageOnPort,
} = require('internal/messaging');
const { decode } = require('internal/thread_codec');
const { Worker, environment } = require('internal/worker');

const [threadId = 0, text] = internal.ownThread() ?? [];
const isMainThread = text === undefined;
const setup = isMainThread ? undefined : JSON.parse(text);

module.exports = {
  isMainThread,
  MessagePort,
  MessageChannel,
  threadId,
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  Worker,
  parentPort: isMainThread ? null : portAt(setup.address, setup.parent),
  workerData: isMainThread ? null : decoded(JSON.stringify(setup.data)),
};
if (major >= 12) Object.assign(module.exports, { receiveMessageOnPort, resourceLimits: {} });
if (major >= 22) module.exports.threadName = setup?.name ?? '';
if (major >= 14) module.exports.markAsUntransferable = markAsUntransferable;
if (major >= 22) module.exports.markAsUncloneable = markAsUncloneable;
if (major >= 22) module.exports.isMarkedAsUntransferable = isMarkedAsUntransferable;
if (major >= 16) module.exports.BroadcastChannel = require('internal/broadcast_channel');
if (major >= 14) {
  if (!isMainThread) for (const [key, value] of decode(setup.environment)) environment.set(key, value);
  module.exports.setEnvironmentData = function setEnvironmentData(key, value) {
    if (value === undefined) environment.delete(key);
    else environment.set(key, value);
  };
  module.exports.getEnvironmentData = function getEnvironmentData(key) { return environment.get(key); };
}
