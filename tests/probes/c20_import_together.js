// Several import()s of modules that are being loaded: each body runs once, in its turn. Before
// Node 22 the files are read through the pool, and which is there first is chance.
// min: 22
globalThis.mark = (what) => console.log(what);
const go = (specifier) => {
  import(specifier).then(() => console.log('ok', specifier), (error) => console.log(error.code));
};
for (const name of ['chain0', 'chain0', 'leaf', 'missing', 'second', 'leaf']) go(`./imports/${name}.mjs`);
go('path');
setImmediate(() => console.log('immediate'));
setTimeout(() => {
  console.log('later');
  go('./imports/chain0.mjs');
  go('./imports/chain1.mjs');
  go('path');
}, 200);
