'use strict';
// Work of crypto: with a callback in the pool, without one on the main thread. Either way it
// takes what the world says it costs (`world.cpu`), or about what it takes in Node.

const { request, spend } = internal;
const { announce } = require('internal/fs/trips');

const costs = internal.world().cpu;

/** Does `{ name, type, micros, run }`; returns the result, or hands it to the callback. */
function job({ name, type, micros, run }, callback) {
  if (callback === undefined) {
    spend(micros());
    return run();
  }
  announce(type);
  request('pool', `crypto.${name}`, micros(), () => {
    let result;
    try {
      result = run();
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, result);
  });
}

module.exports = { costs, job };
