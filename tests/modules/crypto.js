// crypto: what it computes, what it refuses, and when its callbacks come.
const crypto = require('crypto');

console.log(crypto.createHash('sha256').update('abc').digest('hex'));
console.log(crypto.createHash('md5').update('a').update(Buffer.from('bc')).digest('base64'));
console.log(crypto.createHmac('sha512', 'key').update('text').digest('hex').slice(0, 32));
console.log(crypto.pbkdf2Sync('password', 'salt', 1000, 16, 'sha512'));
console.log(crypto.scryptSync('password', 'salt', 16, { N: 16 }));
console.log(crypto.randomBytes(8).length, crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')));

function refused(run) {
  try {
    run();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
refused(() => crypto.createHash('none'));
refused(() => crypto.pbkdf2('p', 's', 1, 8, 'none', () => {}));
refused(() => crypto.pbkdf2Sync('p', 's', 1, -8, 'sha1'));
refused(() => crypto.randomBytes(-1));
refused(() => {
  const hash = crypto.createHash('sha1');
  hash.digest();
  hash.update('more');
});

const stream = crypto.createHash('sha1');
stream.on('finish', () => console.log('stream finish'));
stream.on('readable', () => {
  const digest = stream.read();
  if (digest !== null) console.log('stream', digest.toString('hex'));
});
stream.on('end', () => console.log('stream end'));
stream.end('text');

crypto.pbkdf2('password', 'salt', 1, 4, 'sha1', (error, key) => {
  console.log('pbkdf2', error, key);
  process.nextTick(() => console.log('tick of pbkdf2'));
  Promise.resolve().then(() => console.log('microtask of pbkdf2'));
  setTimeout(() => console.log('timeout'), 0);
  setImmediate(() => console.log('immediate'));
});
console.log('end of the script');
