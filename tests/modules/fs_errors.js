// What each function of fs says of what it is given and of what it finds, in its three forms.
const fs = require('fs');
const os = require('os');
const path = require('path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'fs-errors-'));
const clean = (text) => String(text).split(dir).join('D').split(process.cwd()).join('CWD');
const p = (name) => path.join(dir, name);
const told = (e) => {
  if (!e) return `${e}`;
  const own = [e.code, e.errno, e.syscall, e.path, e.dest].filter((part) => part !== undefined).join(' ');
  return clean(`${e.name}: ${e.message} (${own})`);
};
fs.writeFileSync(p('file'), 'hello');
fs.mkdirSync(p('folder'));
fs.writeFileSync(p('folder/in'), 'x');
const cases = {
  readFile: [[p('no')], [p('folder')], [p('file/x')], [undefined], [p('file'), 'utf9'], [p('file'), { flag: 'q' }], [p('file'), 5]],
  writeFile: [[p('no/x'), 'x'], [p('folder'), 'x'], [p('file'), null], [p('file'), 'x', { flag: 'wx' }], [p('file'), 'x', { mode: 'a' }]],
  stat: [[p('no')], [null], [p('file/x')], ['a\0b']],
  access: [[p('no')], [p('file'), 'x'], [p('file'), 1], [p('file'), 9]],
  readdir: [[p('no')], [p('file')], [{}]],
  unlink: [[p('no')], [5]],
  mkdir: [[p('file')], [p('no/x')], [p('file/x')], [p('q'), { recursive: 5 }]],
  rmdir: [[p('no')], [p('file')], [p('folder')]],
  rename: [[p('no'), p('x')], [p('file'), p('no/x')], [p('file'), p('folder')], [p('folder'), p('folder/q')]],
  copyFile: [[p('no'), p('x')], [p('file'), p('folder')], [p('folder'), p('x')], [p('file'), p('folder/in'), 1], [p('file'), p('y'), 'x']],
  truncate: [[p('no')], [p('folder')], [p('file'), 'x'], [p('file'), 1.5]],
  open: [[p('no')], [p('no'), 'r+'], [p('folder'), 'w'], [p('file'), 'wx'], [p('file'), 'zz']],
  close: [[999], ['x'], [-1], [1.5]],
  ftruncate: [[999], [999, 'x']],
  realpath: [[p('no')], [5], [p('file/x')]],
  chmod: [[p('no'), 0o644], [p('file')], [p('file'), 'x'], [p('file'), -1]],
  utimes: [[p('no'), 1, 2], [p('file'), {}, 1]],
  rm: [[p('no')], [p('folder')], [p('file'), 5], [p('file'), { recursive: 1 }], [p('no'), { force: true }]],
};
async function main() {
  for (const name of Object.keys(cases).filter((key) => fs[key])) {
    for (const args of cases[name]) {
      const answers = {};
      const add = (form, answer) => { answers[answer] = `${answers[answer] || ''}${form}`; };
      try {
        fs[`${name}Sync`](...args);
        add('S', 'null');
      } catch (error) {
        add('S', told(error));
      }
      try {
        await new Promise((resolve) => fs[name](...args, (error) => resolve(add('C', told(error)))));
      } catch (error) {
        add('T', told(error));
      }
      if (process.version > 'v11' && fs.promises[name]) {
        await fs.promises[name](...args).then(() => add('P', 'null'), (error) => add('P', told(error)));
      }
      const shown = args.map((arg) => clean(typeof arg === 'object' ? JSON.stringify(arg) : arg));
      for (const answer of Object.keys(answers)) console.log(`${name}(${shown})`.replace('\0', '0'), answers[answer], answer);
    }
  }
  console.log(fs.readdirSync(dir).join());
}
main();
