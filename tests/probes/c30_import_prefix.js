// import() of one of Node's own modules by its name with and without node:, which is one module: in
// which turn the program hears of each.
// min: 14
const lines = [];
const timed = async (specifier) => {
  let turn = 0;
  let over = false;
  const tick = () => { turn++; if (!over) Promise.resolve().then(tick); };
  Promise.resolve().then(tick);
  const module = await import(specifier);
  lines.push(`${specifier} in ${turn}`);
  over = true;
  return module;
};
(async () => {
  const first = await timed('path');
  lines.push(await timed('node:path') === first, await timed('path') === first);
})();
process.on('exit', () => console.log(lines.join('\n')));
