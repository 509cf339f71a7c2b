// What digests, keys and random values say of their arguments, and digests as streams.
const crypto = require('crypto');
const t = (name, f) => { try { const r = f(); console.log(name, Buffer.isBuffer(r) ? r.toString('hex') : r); } catch (e) { console.log(name, e.name, e.code, e.message); } };
t('callable hash', () => crypto.Hash('md5').update('a').digest('hex'));
t('callable hmac', () => crypto.Hmac('md5', 'k').update('a').digest('hex'));
t('instanceof', () => crypto.Hash('md5') instanceof crypto.Hash);
t('outputLength', () => crypto.createHash('sha256', { outputLength: 32 }).update('a').digest('hex'));
t('outputLength 16', () => crypto.createHash('sha256', { outputLength: 16 }).update('a').digest('hex'));
t('outputLength x', () => crypto.createHash('sha256', { outputLength: 'x' }).update('a').digest('hex'));
t('none', () => crypto.createHash('nope')); t('hmac none', () => crypto.createHmac('nope', 'k')); t('hmac no key', () => crypto.createHmac('md5'));
t('undefined', () => crypto.createHash()); t('update', () => crypto.createHash('md5').update()); t('update5', () => crypto.createHash('md5').update(5));
t('twice', () => { const h = crypto.createHash('md5'); h.digest(); h.digest(); }); t('after', () => { const h = crypto.createHash('md5'); h.digest(); h.update('a'); });
t('copy', () => { const h = crypto.createHash('md5').update('a'); const c = h.copy(); return [h.update('b').digest('hex'), c.digest('hex')].join(); });
t('copy after', () => { const h = crypto.createHash('md5'); h.digest(); h.copy(); });
for (const e of ['latin1', 'binary']) t('digest ' + e, () => crypto.createHash('md5').update('a').digest(e).length);
for (const e of ['hex', 'base64', 'base64url', 'utf9', 'buffer', null, 5]) t('digest ' + e, () => crypto.createHash('md5').update('a').digest(e));
for (const e of ['hex', 'base64', 'latin1', 'utf16le', 'zz']) t('update ' + e, () => crypto.createHash('md5').update('6162', e).digest('hex'));
t('pb', () => crypto.pbkdf2Sync('p', 's', 1, 16, 'sha1')); t('pb none', () => crypto.pbkdf2Sync('p', 's', 1, 16, 'nope')); t('pb nodigest', () => crypto.pbkdf2Sync('p', 's', 1, 16)); t('pb -1', () => crypto.pbkdf2Sync('p', 's', -1, 16, 'sha1')); t('pb x', () => crypto.pbkdf2Sync('p', 's', 'x', 16, 'sha1')); t('pb len', () => crypto.pbkdf2Sync('p', 's', 1, -16, 'sha1')); t('pb pw', () => crypto.pbkdf2Sync(5, 's', 1, 16, 'sha1')); t('pb cb', () => crypto.pbkdf2('p', 's', 1, 16, 'sha1'));
t('sc', () => crypto.scryptSync('p', 's', 16)); t('sc N', () => crypto.scryptSync('p', 's', 16, { N: 3 })); t('sc cb', () => crypto.scrypt('p', 's', 16)); t('sc opt', () => crypto.scryptSync('p', 's', 16, 5)); t('sc null', () => crypto.scryptSync('p', 's', 16, null));
t('rb', () => crypto.randomBytes(4).length); t('rb x', () => crypto.randomBytes('x')); t('rb -1', () => crypto.randomBytes(-1)); t('rb cb', () => crypto.randomBytes(1, 5)); t('rb NaN', () => crypto.randomBytes(NaN));
t('rf', () => crypto.randomFillSync(Buffer.alloc(4)).length); t('rf 5', () => crypto.randomFillSync(5)); t('rf off', () => crypto.randomFillSync(Buffer.alloc(4), 5)); t('rf sz', () => crypto.randomFillSync(Buffer.alloc(4), 1, 4)); t('rf cb', () => crypto.randomFill(Buffer.alloc(4)));
if (crypto.randomInt) { t('ri', () => crypto.randomInt(1)); t('ri x', () => crypto.randomInt('x')); t('ri 0', () => crypto.randomInt(0)); t('ri 3 2', () => crypto.randomInt(3, 2)); t('ri f', () => crypto.randomInt(1.5)); t('ri cb', () => crypto.randomInt(1, 2, 5)); t('ri none', () => crypto.randomInt()); }
if (crypto.randomUUID) { t('uu', () => crypto.randomUUID().length); t('uu 5', () => crypto.randomUUID(5)); t('uu o', () => crypto.randomUUID({ disableEntropyCache: 1 })); }
t('ts', () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a'))); t('ts l', () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab'))); t('ts s', () => crypto.timingSafeEqual('a', 'b'));
if (crypto.hash) { t('h', () => crypto.hash('md5', 'a')); t('h b', () => crypto.hash('md5', 'a', 'buffer')); t('h n', () => crypto.hash('nope', 'a')); t('h 5', () => crypto.hash('md5', 5)); t('h e', () => crypto.hash('md5', 'a', 'zz')); }
const h = crypto.createHash('md5'); h.on('readable', () => { const d = h.read(); if (d) console.log('readable', d.toString('hex')); }); h.on('finish', () => console.log('finish')); h.on('end', () => console.log('end')); h.on('close', () => console.log('close')); h.write('a'); h.end('b'); console.log('sync');
const hs = crypto.createHash('md5'); hs.setEncoding('hex'); hs.on('data', (d) => console.log('data', d)); hs.end('ab');
const hm = crypto.createHmac('md5', 'k'); hm.end('ab', () => console.log('hm', hm.read().toString('hex')));
