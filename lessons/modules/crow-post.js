'use strict';
// What the lessons on crows build one after the other, ready for use: storage and requests as
// promises, a map of the village in every nest, requests that are passed on to any nest.

const { everywhere, defineRequestType } = require('./crow-tech');

const storage = (nest, name) => new Promise((resolve) => nest.readStorage(name, resolve));

/** The answer; three attempts of 250 ms, then a failure. */
const request = (nest, target, type, content) =>
  new Promise((resolve, reject) => {
    let timer;
    const attempt = (number) => {
      nest.send(target, type, content, (failure, value) => {
        clearTimeout(timer);
        if (failure) reject(failure);
        else resolve(value);
      });
      timer = setTimeout(() => {
        if (number < 3) attempt(number + 1);
        else reject(new Error('Timed out'));
      }, 250);
    };
    attempt(1);
  });

/** A type whose handler returns its answer, or a promise of it. */
function requestType(name, handler) {
  defineRequestType(name, async (nest, content, source, done) => {
    try {
      done(null, await handler(nest, content, source));
    } catch (failure) {
      done(failure);
    }
  });
}

// Every nest knows all ways; the lesson `routing` shows how it learns of them.
const ways = new Map();
everywhere((nest) => ways.set(nest.name, nest.neighbors));

/** All nests that `nest` knows. */
const network = (nest) => [...ways.keys()];

/** For every other nest the neighbour through which the shortest way to it leads. */
function routesFrom(name) {
  const via = new Map(ways.get(name).map((neighbor) => [neighbor, neighbor]));
  for (const [reached, first] of via) { // what is added on the way is visited as well
    for (const next of ways.get(reached)) if (next !== name && !via.has(next)) via.set(next, first);
  }
  return via;
}

const routes = new Map();
function findRoute(from, to) {
  if (!routes.has(from)) routes.set(from, routesFrom(from));
  return routes.get(from).get(to);
}

requestType('route', (nest, { target, type, content }) => routeRequest(nest, target, type, content));
requestType('storage', (nest, name) => storage(nest, name));

async function routeRequest(nest, target, type, content) {
  if (nest.neighbors.includes(target)) return request(nest, target, type, content);
  const via = findRoute(nest.name, target);
  if (!via) throw new Error(`No route to ${target}`);
  return request(nest, via, 'route', { target, type, content });
}

/** What the storage of any nest holds, asked from `nest`. */
const anyStorage = (nest, source, name) =>
  source === nest.name ? storage(nest, name) : routeRequest(nest, source, 'storage', name);

module.exports = { storage, request, requestType, network, routeRequest, anyStorage };
