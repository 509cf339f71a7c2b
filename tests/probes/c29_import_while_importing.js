// import()s of a module that is being loaded by an earlier one: in which turn the program hears of
// each. Before Node 22 the file is read through the pool.
// min: 22
let turn = 0;
const lines = [];
globalThis.mark = (what) => lines.push(`${what} in ${turn}`);
const again = (name, specifier) => import(specifier).then(() => lines.push(`${name} in ${turn}`));
for (const [specifier, count] of [['./imports/leaf.mjs', 14], ['./imports/chain1.mjs', 20], ['path', 9]]) {
  again('first', specifier);
  again('beside', specifier);
  let asked = 0;
  const ask = () => {
    again(`${specifier} ${++asked}`, specifier);
    if (asked < count) Promise.resolve().then(ask);
  };
  Promise.resolve().then(ask);
}
const tick = () => { if (++turn < 60) Promise.resolve().then(tick); };
Promise.resolve().then(tick);
process.on('exit', () => console.log(lines.join('\n')));
