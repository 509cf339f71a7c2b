'use strict';
// worker_threads: channels between ports, and threads with loops of their own.

const { major } = internal;
const { unsupported } = require('internal/errors');
const {
  BroadcastChannel, MessageChannel, MessagePort, receiveMessageOnPort,
} = require('internal/messaging');

const environment = new Map();

module.exports = {
  isMainThread: true,
  MessagePort,
  MessageChannel,
  markAsUntransferable() { throw unsupported('worker_threads.markAsUntransferable'); },
  moveMessagePortToContext() { throw unsupported('worker_threads.moveMessagePortToContext', 'there are no contexts'); },
  receiveMessageOnPort,
  resourceLimits: {},
  threadId: 0,
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  Worker: class Worker {
    constructor() { throw unsupported('worker_threads.Worker', 'there are MessageChannel and BroadcastChannel, within one thread'); }
  },
  parentPort: null,
  workerData: null,
};
if (major >= 16) module.exports.BroadcastChannel = BroadcastChannel;
if (major >= 14) {
  module.exports.setEnvironmentData = function setEnvironmentData(key, value) {
    if (value === undefined) environment.delete(key);
    else environment.set(key, value);
  };
  module.exports.getEnvironmentData = function getEnvironmentData(key) { return environment.get(key); };
}
