// How many turns of the microtask queue an import() takes until a body runs and until its
// promise is settled: `loop` is beyond the queue.
// min: 12
const specifiers = [
  'path', 'path', 'dns', './imports/leaf.mjs', './imports/leaf.mjs', './imports/second.mjs',
  './imports/chain1.mjs', './imports/chain3.mjs', './imports/chain4.mjs', './imports/ring.mjs',
  './imports/builtin.mjs', './imports/common.cjs', './imports/common.cjs',
  './imports/common2.cjs', './imports/over.mjs', './imports/data.json', './imports/data.json',
  './imports/throws.mjs', './imports/throws.mjs', './imports/onthrow.mjs',
  './imports/missing.mjs', './imports/missing.mjs', 'no-such-package', 'node:no-such-module',
  './imports/broken.mjs', './imports/broken.mjs', './imports/onbroken.mjs',
  './imports/onmissing.mjs', './imports/onmissing2.mjs', './imports/noname.mjs',
  './imports/waits.mjs', './imports/waits.mjs', './imports/onwait.mjs',
];
let turn;
let told = [];
globalThis.mark = (what) => told.push(`${what} ${turn}`);

function next() {
  const specifier = specifiers.shift();
  if (!specifier) return;
  told = [specifier + ':'];
  turn = 0;
  let left = 60;
  (function count() {
    if (left-- > 0) Promise.resolve().then(count);
    turn = left >= 0 ? 60 - left - 1 : 'loop';
  })();
  import(specifier).then(() => mark('ok'), (error) => mark(error.code || error.name));
  setTimeout(() => { console.log(told.join(' ')); next(); }, 400);
}
next();
