'use strict';
// A village of nests whose crows carry messages, after "Eloquent JavaScript", chapter 11.
//
// A message is 10 ms on its way to a neighbour, the answer 10 ms on its way back; to look into a
// storage takes 20 ms. A file `links.json` beside the program may say otherwise of a link:
//   {"Big Oak-Cow Pasture": {"delay": 40, "lose": 2}}
// means 40 ms, and that the first two messages over it get lost, whatever their direction.

const fs = require('fs');
const path = require('path');

// Every nest and its neighbours.
const village = {
  'Church Tower': ['Sportsgrounds', 'Big Maple'],
  Sportsgrounds: ['Church Tower', 'Big Maple', 'Tall Poplar'],
  'Big Maple': ['Church Tower', 'Sportsgrounds', 'Woods', "Fabienne's Garden"],
  Woods: ['Big Maple', "Fabienne's Garden"],
  "Fabienne's Garden": ['Big Maple', 'Woods', 'Cow Pasture'],
  'Cow Pasture': ["Fabienne's Garden", 'Big Oak'],
  'Big Oak': ['Cow Pasture', 'Butcher Shop'],
  'Butcher Shop': ['Big Oak', 'Tall Poplar'],
  'Tall Poplar': ['Butcher Shop', 'Sportsgrounds', 'Chateau'],
  Chateau: ['Tall Poplar', 'Great Pine'],
  'Great Pine': ['Chateau', "Jacques' Farm", 'Hawthorn', "Gilles' Garden"],
  "Jacques' Farm": ['Great Pine', 'Hawthorn'],
  Hawthorn: ["Jacques' Farm", 'Great Pine', "Gilles' Garden"],
  "Gilles' Garden": ['Hawthorn', 'Great Pine'],
};

// Where each nest says that the scalpel went; the Butcher Shop still has it.
const scalpel = {
  'Big Oak': "Gilles' Garden", "Gilles' Garden": 'Woods', Woods: 'Chateau', Chateau: 'Butcher Shop',
  'Butcher Shop': 'Butcher Shop',
};

const lookUp = 20;
const types = Object.create(null);
const nests = new Map();
const links = readLinks();

function readLinks() {
  const file = path.join(__dirname, 'links.json');
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

/** What is sent is copied, so that two nests never share an object. */
const copy = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

// What every storage holds, ...
const everywhereStored = {
  'food caches': ['hollow in the oak', 'under the bridge'],
  'hollow in the oak': 'Acorns and half a loaf, behind the third branch.',
  'under the bridge': 'Sunflower seeds, in the tin box.',
};
// ... and what differs from nest to nest.
const hatched = (name) => ({
  'chicks in 2017': (name.length * 7) % 6,
  'chicks in 2018': (name.length * 5) % 6,
  'events on 2017-12-21': name === 'Church Tower' ? 'Deep snow. Stayed in.' : undefined,
});

class Nest {
  constructor(name) {
    Object.assign(this, { name, neighbors: village[name], state: {} });
    this.storage = Object.assign({ scalpel: scalpel[name] || 'Big Oak' }, everywhereStored, hatched(name));
  }

  /** Calls back with the value, or with undefined. */
  readStorage(name, callback) {
    setTimeout(() => callback(copy(this.storage[name])), lookUp);
  }

  writeStorage(name, value, callback) {
    setTimeout(() => { this.storage[name] = copy(value); callback(); }, lookUp);
  }

  /** Calls back with (failure, answer), or never if the message gets lost. */
  send(to, type, content, callback) {
    const target = nests.get(to);
    const handler = types[type];
    if (!target || (to !== this.name && !this.neighbors.includes(to))) {
      return callback(new Error(`${to} is not reachable from ${this.name}`));
    }
    if (!handler) return callback(new Error(`Unknown request type ${type}`));
    const link = links[`${this.name}-${to}`] || links[`${to}-${this.name}`] || {};
    if (link.lose > 0) {
      link.lose -= 1;
      return;
    }
    const delay = link.delay || 10;
    setTimeout(() => {
      const answer = (failure, value) => setTimeout(callback, delay, failure, copy(value));
      try {
        handler(target, copy(content), this.name, answer);
      } catch (error) {
        answer(error);
      }
    }, delay);
  }
}

for (const name of Object.keys(village)) nests.set(name, new Nest(name));

exports.bigOak = nests.get('Big Oak');
exports.everywhere = (f) => nests.forEach((nest) => f(nest));
exports.defineRequestType = (name, handler) => { types[name] = handler; };
