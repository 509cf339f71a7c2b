// rmdir with options: since when it removes what is inside, and when it no longer does.
const fs = require('fs'), os = require('os'), path = require('path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'fsr-'));
const p = (n) => path.join(dir, n);
const clean = (s) => String(s).split(dir).join('D');

const show = (e) => e ? `${e.name} ${e.code} ${e.syscall} ${clean(e.message)}` : String(e);
const mk = () => { fs.existsSync(p('f')) || fs.writeFileSync(p('f'), 'x'); fs.existsSync(p('d')) || fs.mkdirSync(p('d')); fs.writeFileSync(p('d/i'), 'x'); };
(async () => {
  for (const o of [{ recursive: true }, { recursive: false }, { recursive: 1 }, 5, { maxRetries: 'x' }, { recursive: true, retryDelay: -1 }]) for (const n of ['d', 'f', 'none']) {
    mk();
    let out; try { out = fs.rmdirSync(p(n), o); } catch (e) { out = show(e); } console.log(JSON.stringify(o), n, 'S', out, fs.existsSync(p(n)));
    mk();
    try { await new Promise((r) => fs.rmdir(p(n), o, (e) => { console.log(JSON.stringify(o), n, 'C', show(e)); r(); })); } catch (e) { console.log(JSON.stringify(o), n, 'CT', show(e)); }
    mk();
    if (process.version > 'v12') await fs.promises.rmdir(p(n), o).then(() => console.log(n, 'P ok'), (e) => console.log(JSON.stringify(o), n, 'P', show(e)));
  }
})();
