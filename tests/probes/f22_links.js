// Links of both kinds, owners, big numbers, and a folder that is gone through entry by entry.
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync('/tmp/links-');
const at = (name) => path.join(folder, name);
const log = (...words) => console.log(...words.map((word) => (typeof word === 'string' ? word.split(folder).join('FOLDER') : word)));
const attempt = (what) => { try { log(what()); } catch (error) { log(error.code, error.message); } };

fs.writeFileSync(at('a'), 'hello');
attempt(() => fs.symlinkSync('a', at('link')));
attempt(() => fs.readlinkSync(at('link')));
attempt(() => fs.readFileSync(at('link'), 'utf8'));
attempt(() => `${fs.lstatSync(at('link')).isSymbolicLink()} ${fs.statSync(at('link')).isFile()} ${fs.lstatSync(at('link')).size}`);
attempt(() => fs.realpathSync(at('link')));
attempt(() => fs.realpathSync.native(at('link')));
attempt(() => fs.linkSync(at('a'), at('hard')));
attempt(() => fs.statSync(at('a')).nlink);
attempt(() => fs.unlinkSync(at('a')));
attempt(() => fs.readFileSync(at('hard'), 'utf8'));
attempt(() => fs.readFileSync(at('link'), 'utf8'));
attempt(() => fs.symlinkSync('b', at('link')));
attempt(() => fs.linkSync(at('none'), at('x')));
fs.mkdirSync(at('inner'));
attempt(() => fs.symlinkSync(at('inner'), at('way')));
fs.writeFileSync(at('way/file'), 'x');
attempt(() => fs.readdirSync(at('inner')).join());
attempt(() => fs.rmdirSync(at('way')));
fs.symlinkSync('two', at('one'));
fs.symlinkSync('one', at('two'));
attempt(() => fs.readFileSync(at('one')));
attempt(() => fs.readlinkSync(at('hard')));
attempt(() => fs.chownSync(at('hard'), 'a', 1));
attempt(() => fs.symlinkSync('x', at('y'), 'odd'));
const big = fs.statSync(at('hard'), { bigint: true });
log(typeof big.ino, Number(big.size), big.isFile(), big.constructor.name, typeof big.mtimeNs);
if (fs.opendirSync) {
  const dir = fs.opendirSync(folder);
  const names = [];
  for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) names.push(entry.name);
  log(names.sort().join());
  dir.closeSync();
  attempt(() => dir.closeSync());
  attempt(() => fs.opendirSync(at('none')));
  asynchronously();
}

async function asynchronously() {
  const names = [];
  for await (const entry of await fs.promises.opendir(folder)) names.push(entry.name);
  log(names.sort().join());
  fs.opendir(folder, (failure, dir) => {
    log('opened', failure);
    dir.read(() => {
      log('read one');
      process.nextTick(() => log('tick'));
      dir.read(() => {
        log('read two, which was there already');
        dir.close((error) => log('closed', error));
      });
    });
  });
}
