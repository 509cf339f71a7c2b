// Streams of files: what they check, and who opens and reads for them.
const fs = require('fs');
const attempt = (make) => {
  try {
    make().on('error', () => {});
  } catch (error) {
    console.log(error.code, error.message);
  }
};
attempt(() => fs.createReadStream('none', { start: '1' }));
attempt(() => fs.createReadStream('none', { start: 5, end: 1 }));
attempt(() => fs.createWriteStream('/none/of/these', { start: -1 }));

const given = fs.createReadStream(null, { fd: 0, autoClose: false });
console.log(given.path, given.flags, given.fd);

const path = '/tmp/fs_streams.txt';
fs.writeFileSync(path, 'abcdefghij');
const calls = [];
const own = {};
for (const name of ['open', 'read', 'close']) {
  own[name] = (...args) => {
    calls.push(name);
    return fs[name](...args);
  };
}
let text = '';
const stream = fs.createReadStream(path, { fs: own, start: 2, end: 5, highWaterMark: 3 });
stream.on('data', (chunk) => { text += `[${chunk}]`; });
stream.on('open', () => { console.log('open'); });
stream.on('ready', () => { console.log('ready'); });
stream.on('close', () => {
  console.log('close', text, stream.bytesRead, calls.join());
  fs.unlinkSync(path);
});
