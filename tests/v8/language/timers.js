// What `util.inspect` shows of timers and immediates. Nothing is printed before the end: streams take async ids.
const util = require('util');
const lines = [];
const is10 = process.version.startsWith('v10.');
const show = (name, value) => {
  let text = util.inspect(value).replace(/_idleStart: \d+/g, '_idleStart: N').replace(/\n */g, ' ');
  if (is10) text = text.replace(/(asyncId|triggerId)\)?\]?: \d+/g, '$1: N');
  lines.push(`${name} ${text}`);
};
const a = setTimeout(function A() {}, 30), b = setTimeout(function B() {}, 30, 1, 'two'), c = setTimeout(function C() {}, 30), d = setInterval(() => {}, 20.5);
show('oldest of three', a); show('between', b); show('youngest', c); show('interval', d);
d.unref(); show('unref', d);
if (!is10 && !process.version.startsWith('v11.')) lines.push(`primitive ${+d === d[Object.getOwnPropertySymbols(d).find((key) => String(key) === 'Symbol(asyncId)')] || Object.getOwnPropertySymbols(d).length === 0}`);
show('seen as a primitive', d); clearInterval(d); show('cleared', d);
a.name = 'mine'; show('with a property', a); delete a.name;
setTimeout(function self() { show('running', this); const timer = this; setTimeout(() => show('fired', timer), 8); }, 1);
const e = setInterval(function tick() { show('interval running', e); clearInterval(e); show('cleared inside', e); }, 4);
const i = setImmediate(function I() {}, 'arg'), j = setImmediate(function J() {}), k = setImmediate(() => {});
show('first of three immediates', i); show('second', j); k.unref(); show('unref', k); clearImmediate(k); show('cleared', k); show('second of two', j);
process.nextTick(() => show('in a tick', setTimeout(() => {}, 1)));
Promise.resolve().then(() => show('in a reaction', setTimeout(() => {}, 1)));
lines.push(util.inspect({ a, i }, { depth: 0 }).replace(/_idleStart: \d+/, '_idleStart: N').replace(/\n */g, ' ').replace(/Id\)?\]?: \d+/g, 'Id: N'), util.inspect([[[a]]], { depth: 2 }).replace(/\n */g, ' ').replace(/_idleStart: \d+/, '_idleStart: N').replace(/Id\)?\]?: \d+/g, 'Id: N'), String(util.inspect(a, { depth: 5 }) === util.inspect(a)));
setTimeout(() => { show('done immediate', k); console.log(lines.sort().join('\n')); }, 300);
