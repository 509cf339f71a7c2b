// Runs every case of cases.txt under this Node and adds what it made to recorded.json.
//
//   node record.js
//
// In recorded.json each case has its outputs, each with the major versions it is made in. A
// case that a version cannot parse, that needs a built-in object it lacks, or that it cannot
// inspect has no output for it; standard error says why.
'use strict';
const fs = require('fs');
const path = require('path');
const util = require('util');
const assert = require('assert');

const read = (name) => fs.readFileSync(path.join(__dirname, name), 'utf8');
const lines = read('cases.txt').split('\n').filter((line) => line !== '' && line[0] !== '#');
const isDeepEqual = (a, b) => {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch (e) {
    if (e.code !== 'ERR_ASSERTION') throw e;
    return false;
  }
};
const given = {
  inspect: util.inspect,
  format: util.format,
  formatWithOptions: util.formatWithOptions,
  isDeepEqual,
  isDeepStrictEqual: util.isDeepStrictEqual,
  types: util.types,
};
process.on('unhandledRejection', () => {});
process.removeAllListeners('warning');

const version = parseInt(process.versions.node, 10);
const file = path.join(__dirname, 'recorded.json');
const recorded = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
const next = {};
for (const line of lines) {
  const versions = new Map();
  for (const { in: list, out } of recorded[line] || []) {
    const others = list.split(' ').map(Number).filter((other) => other !== version);
    if (others.length > 0) versions.set(out, others);
  }
  try {
    const run = new Function(...Object.keys(given), `${read('prelude.js')}\nreturn (${line}\n);`);
    // As a stream would write it: an unpaired surrogate does not survive.
    const out = Buffer.from(String(run(...Object.values(given)))).toString();
    versions.set(out, [...versions.get(out) || [], version].sort((a, b) => a - b));
  } catch (e) {
    console.error(`${line}\n  ${e.message.split('\n')[0]}`);
  }
  next[line] = [...versions]
    .sort(([, a], [, b]) => a[0] - b[0])
    .map(([out, list]) => ({ in: list.join(' '), out }));
}
fs.writeFileSync(file, `${JSON.stringify(next, null, 1)}\n`);
