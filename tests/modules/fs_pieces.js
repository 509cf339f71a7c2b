// What is written and read piece by piece, and whole.
const fs = require('fs'), ah = require('async_hooks');
let seen = []; ah.createHook({ init(id, type) { if (/FS|FILE/.test(type)) seen.push(type); } }).enable();
const { Readable } = require('stream');
(async () => {
  await fs.promises.writeFile('/tmp/bigx', 'x'.repeat(700000)); console.log(seen.join(' ')); seen = [];
  await fs.promises.readFile('/tmp/bigx'); console.log(seen.length); seen = [];
  await new Promise((r) => fs.writeFile('/tmp/bigx', 'x'.repeat(700000), r)); console.log(seen.join(' ')); seen = [];
  if (+process.versions.node.split('.')[0] > 15) { await fs.promises.writeFile('/tmp/bigy', ['a', 'b']); console.log(seen.join(' ')); seen = [];
  await fs.promises.writeFile('/tmp/bigy', Readable.from(['a', 'b', 'c'])); console.log(seen.join(' '), fs.readFileSync('/tmp/bigy', 'utf8')); 
  await fs.promises.appendFile('/tmp/bigy', 'z'); 
  const ac = new AbortController(); process.nextTick(() => ac.abort());
  await fs.promises.writeFile('/tmp/bigx', 'x'.repeat(3000000), { signal: ac.signal }).catch((e) => console.log(e.name, e.message)); }
})();
