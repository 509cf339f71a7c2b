'use strict';
// A village of nests whose crows carry messages, after "Eloquent JavaScript", chapter 11.
//
// A message is 10 ms on its way to a neighbour, the answer 10 ms on its way back; to look into a
// storage takes 20 ms. A file `links.json` beside the program may say otherwise of a link:
//   {"Big Oak-Cow Pasture": {"delay": 40, "lose": 2}}
// means 40 ms, and that the first two messages over it get lost, whatever their direction.

const fs = require('fs');
const path = require('path');

const ways = `Church Tower-Sportsgrounds, Church Tower-Big Maple, Big Maple-Sportsgrounds,
  Big Maple-Woods, Big Maple-Fabienne's Garden, Fabienne's Garden-Woods,
  Fabienne's Garden-Cow Pasture, Cow Pasture-Big Oak, Big Oak-Butcher Shop,
  Butcher Shop-Tall Poplar, Tall Poplar-Sportsgrounds, Tall Poplar-Chateau, Chateau-Great Pine,
  Great Pine-Jacques' Farm, Jacques' Farm-Hawthorn, Great Pine-Hawthorn, Hawthorn-Gilles' Garden,
  Great Pine-Gilles' Garden`.split(/,\s+/).map((way) => way.split('-'));

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

class Nest {
  constructor(name) {
    this.name = name;
    this.neighbors = ways.filter((way) => way.includes(name)).map(([a, b]) => (a === name ? b : a));
    this.state = Object.create(null);
    const chicks = (name.length * 7) % 6;
    this.storage = {
      'food caches': ['hollow in the oak', 'under the bridge'],
      'hollow in the oak': 'Acorns and half a loaf, behind the third branch.',
      'under the bridge': 'Sunflower seeds, in the tin box.',
      scalpel: scalpel[name] || 'Big Oak',
      'chicks in 2017': chicks,
      'chicks in 2018': (chicks + 2) % 6,
    };
    if (name === 'Church Tower') this.storage['events on 2017-12-21'] = 'Deep snow. Stayed in.';
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

for (const name of new Set([].concat(...ways))) nests.set(name, new Nest(name));

exports.bigOak = nests.get('Big Oak');
exports.everywhere = (f) => nests.forEach((nest) => f(nest));
exports.defineRequestType = (name, handler) => { types[name] = handler; };
