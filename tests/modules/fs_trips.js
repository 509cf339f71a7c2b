// How many trips through the thread pool, and ticks, each function of fs takes.
const fs = require('fs'), os = require('os'), path = require('path'), ah = require('async_hooks');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'fsb-'));
const p = (n) => path.join(dir, n);
let seen = [];
ah.createHook({ init(id, type) { if (/FS|FILE|DIR/.test(type)) seen.push(type); else if (type === 'TickObject') seen.push('t'); } }).enable();
fs.writeFileSync(p('file'), 'hello'); fs.mkdirSync(p('folder')); fs.mkdirSync(p('folder/sub')); fs.writeFileSync(p('folder/in'), 'x'); fs.writeFileSync(p('folder/sub/y'), 'x');
fs.mkdirSync(p('empty'));
const P = fs.promises || {};
const fd = fs.openSync(p('file'), 'r+');
const cases = {
  rmFile: (cb) => fs.rm(p('file2'), cb), rmForce: (cb) => fs.rm(p('none'), { force: true }, cb), rmNo: (cb) => fs.rm(p('none'), cb),
  rmDir: (cb) => fs.rm(p('folder'), { recursive: true }, cb), rmDirNo: (cb) => fs.rm(p('folder'), cb),
  PrmFile: () => P.rm(p('file2')), PrmForce: () => P.rm(p('none'), { force: true }), PrmNo: () => P.rm(p('none')),
  PrmDir: () => P.rm(p('folder2'), { recursive: true }),
  realpath: (cb) => fs.realpath(p('file'), cb), native: (cb) => fs.realpath.native(p('file'), cb), Prealpath: () => P.realpath(p('file')),
  truncate: (cb) => fs.truncate(p('file'), 3, cb), Ptruncate: () => P.truncate(p('file'), 3), ftruncate: (cb) => fs.ftruncate(fd, 2, cb),
  mkdirp: (cb) => fs.mkdir(p('a/b/c'), { recursive: true }, cb), Pmkdirp: () => P.mkdir(p('a/b/d'), { recursive: true }),
  mkdtemp: (cb) => fs.mkdtemp(p('t-'), cb), Pmkdtemp: () => P.mkdtemp(p('t-')),
  copyFile: (cb) => fs.copyFile(p('file'), p('copy'), cb), PcopyFile: () => P.copyFile(p('file'), p('copy')),
  exists: (cb) => fs.exists(p('file'), () => cb()), readdirT: (cb) => fs.readdir(p('empty'), { withFileTypes: true }, cb), PreaddirT: () => P.readdir(p('empty'), { withFileTypes: true }),
  rmdirR: (cb) => fs.rmdir(p('empty'), { recursive: false }, cb),
  PwriteFile: () => P.writeFile(p('w1'), 'abc'), PappendFile: () => P.appendFile(p('w1'), 'abc'), PreadFile: () => P.readFile(p('w1'), 'utf8'), readEmpty: (cb) => fs.readFile(p('w0'), cb), PreadEmpty: () => P.readFile(p('w0')),
  appendFile: (cb) => fs.appendFile(p('w1'), 'abc', cb),
  write: (cb) => fs.write(fd, 'abc', cb), writev: (cb) => fs.writev(fd, [Buffer.from('a'), Buffer.from('b')], cb), readv: (cb) => fs.readv(fd, [Buffer.alloc(1)], cb), fsync: (cb) => fs.fsync(fd, cb),
  read0: (cb) => fs.read(fd, Buffer.alloc(0), 0, 0, 0, cb), write0: (cb) => fs.write(fd, Buffer.alloc(0), cb),
  utimes: (cb) => fs.utimes(p('file'), 1, 2, cb), Putimes: () => P.utimes(p('file'), 1, 2), futimes: (cb) => fs.futimes(fd, 1, 2, cb), fchmod: (cb) => fs.fchmod(fd, 0o644, cb),
  handle: async () => { const h = await P.open(p('file')); await h.read(Buffer.alloc(2), 0, 2, 0); await h.stat(); await h.readFile(); await h.close(); },
  handleW: async () => { const h = await P.open(p('file'), 'w'); await h.write('abc'); await h.writeFile('q'); await h.appendFile('z'); await h.truncate(1); await h.sync(); await h.close(); },
  handleV: async () => { const h = await P.open(p('file'), 'w+'); await h.writev([Buffer.from('a')]); await h.readv([Buffer.alloc(1)]); await h.close(); },
  stream: (cb) => fs.createReadStream(p('w1')).on('data', () => {}).on('close', cb),
};
(async () => {
  for (const name of Object.keys(cases)) {
    fs.writeFileSync(p('file2'), 'hello'); if (!fs.existsSync(p('folder2/s'))) fs.mkdirSync(p('folder2/s'), { recursive: true }); fs.existsSync(p('empty2')) || fs.mkdirSync(p('empty2')); fs.existsSync(p('empty')) || fs.mkdirSync(p('empty'));
    await new Promise((r) => setTimeout(r, 2));
    seen = [];
    let out = 'ok';
    try {
      const f = cases[name];
      if (f.length) await new Promise((resolve, reject) => f((e) => e ? reject(e) : resolve()));
      else await f();
    } catch (e) { out = e.code || e.message; }
    const s = seen; await new Promise((r) => setTimeout(r, 2));
    console.log(name, out, s.map((t) => t[0] === 't' ? 't' : t.replace(/FSREQ/, '').replace('CALLBACK', 'C').replace('PROMISE', 'P').replace('WRAP', 'C')).join(' '));
  }
})();
