'use strict';
// readline/promises (17 and later): question() as a promise.

const { promisify } = require('util');
const readline = require('readline');

const ask = readline.Interface.prototype.question[promisify.custom];

class Interface extends readline.Interface {
  question(query, options = {}) { return Reflect.apply(ask, { question: (...args) => super.question(...args) }, [query, options]); }
}

module.exports = {
  Interface,
  createInterface(...args) { return new Interface(...args); },
};
