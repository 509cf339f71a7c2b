//! Streams, files and ports.

use super::Template;

/// Streams.
pub(super) const STREAMS: &[Template] = &[
    (
        10,
        "{ const r = stream.Readable.from(['{n}', 'b']); r.on('data', (x) => { log(x); {F} }); r.on('end', {g}); r.on('close', () => { log('close'); }); }",
    ),
    (
        10,
        "{ const r = new stream.Readable({ read() { log('read'); this.push(this.n ? null : '{n}'); this.n = true; } }); r.on('data', {f}); r.on('end', {g}); }",
    ),
    (
        10,
        "{ const r = new stream.Readable({ read() {} }); r.on('readable', () => { log(String(r.read())); {F} }); r.on('end', {g}); r.push('{n}'); setImmediate(() => { r.push(null); }); }",
    ),
    (
        10,
        "{ const w = new stream.Writable({ write(x, e, done) { log(String(x)); {F} done(); } }); w.on('finish', {g}); w.on('close', () => { log('close'); }); w.write('a', () => { log('cb'); }); w.end('{n}', () => { log('ended'); }); }",
    ),
    (
        10,
        "{ const w = new stream.Writable({ highWaterMark: 2, write(x, e, done) { setImmediate(done); } }); log(w.write('abc')); w.once('drain', () => { {F} w.end(); }); w.on('finish', {g}); }",
    ),
    (
        10,
        "stream.pipeline(stream.Readable.from(['{n}']), new stream.PassThrough({ objectMode: true }), new stream.Writable({ objectMode: true, write(x, e, done) { log(x); {F} process.nextTick(done); } }), (e) => { log(told(e)); {G} });",
    ),
    (
        10,
        "{ const t = new stream.Transform({ objectMode: true, transform(x, e, done) { {F} done(null, x + 1); }, flush(done) { log('flush'); done(); } }); t.on('data', (x) => { log(x); }); t.on('end', {g}); t.write({n}); t.end(0); }",
    ),
    (
        10,
        "{ const p = new stream.PassThrough(); stream.finished(p, (e) => { log(told(e)); {F} }); p.resume(); p.write('x'); setImmediate(() => { p.end(); {G} }); }",
    ),
    (
        10,
        "{ const r = stream.Readable.from(['{n}', 'x']); r.pipe(new stream.PassThrough({ objectMode: true })).on('data', (x) => { log(x); {F} }).on('end', {g}); }",
    ),
    (
        10,
        "{ const p = new stream.PassThrough(); p.on('error', (e) => { log(told(e)); {F} }); p.on('close', {g}); p.destroy(new Error('{n}')); }",
    ),
    (
        10,
        "{ const r = stream.Readable.from(['{n}', 'x', 'y']); r.on('close', {g}); r.once('data', () => { r.destroy(); {F} }); }",
    ),
    (
        12,
        "(async () => { for await (const x of stream.Readable.from(['{n}', 'z'])) { log(x); {F} } {G} })().catch(() => { log('c'); });",
    ),
    (
        16,
        "stream.promises.pipeline(stream.Readable.from(['{n}']), async function* (all) { for await (const x of all) { {F} yield x + 1; } }, async (all) => { for await (const x of all) log(x); }).then({g}, {g});",
    ),
    (
        10,
        "{ const r = new stream.Readable({ read() {} }); r.push('a'); r.push('b'); r.push(null); r.on('data', (x) => { log(String(x)); r.pause(); {F} setImmediate(() => { r.resume(); {G} }); }); r.on('end', () => { log('end'); }); }",
    ),
    (
        10,
        "{ const w = new stream.Writable({ write(x, e, done) { log(String(x)); process.nextTick(done); } }); w.cork(); w.write('a'); w.write('b', {f}); process.nextTick(() => { w.uncork(); {G} }); }",
    ),
    (
        10,
        "{ const w = new stream.Writable({ writev(all, done) { log(all.length); {F} setImmediate(done); } }); w.write('a'); w.write('b'); w.write('c', {g}); w.end(); w.on('finish', () => { log('finish'); }); }",
    ),
    (
        10,
        "{ const w = new stream.Writable({ write(x, e, done) { done(new Error('{n}')); } }); w.on('error', (e) => { log(told(e)); {F} }); w.write('a', (e) => { log('cb', told(e)); {G} }); }",
    ),
    (
        10,
        "{ const w = new stream.Writable({ write(x, e, done) { setImmediate(() => { done(new Error('{n}')); }); } }); w.on('error', {f}); w.on('close', {g}); w.write('a'); w.write('b', (e) => { log('b', told(e)); }); }",
    ),
    (
        10,
        "{ const w = new stream.Writable({ write(x, e, done) { done(); }, final(done) { log('final'); {F} setImmediate(done); } }); w.end('x', {g}); w.on('finish', () => { log('finish'); }); w.on('close', () => { log('close'); }); }",
    ),
    (
        10,
        "{ const r = new stream.Readable({ read() { this.destroy(new Error('{n}')); } }); r.on('error', (e) => { log(told(e)); {F} }); r.on('close', {g}); r.resume(); }",
    ),
    (
        10,
        "{ const d = new stream.Duplex({ read() { this.push('d'); this.push(null); }, write(x, e, done) { log(String(x)); {F} done(); } }); d.on('data', (x) => { log(String(x)); }); d.on('end', {g}); d.on('finish', () => { log('finish'); }); d.on('close', () => { log('close'); }); d.end('w'); }",
    ),
    (
        10,
        "{ const a = new stream.PassThrough(), b = new stream.PassThrough(); a.pipe(b); b.on('data', (x) => { log(String(x)); {F} }); b.on('end', {g}); a.write('1'); setImmediate(() => { a.unpipe(b); a.write('2'); b.end(); }); }",
    ),
    (
        10,
        "{ const a = new stream.PassThrough({ highWaterMark: 1 }); log(a.write('xy')); a.on('drain', {f}); setTimeout(() => { a.on('data', (x) => { log(String(x)); {G} }); }, {d}); }",
    ),
    (
        10,
        "stream.pipeline(stream.Readable.from(['a', 'b']), new stream.Transform({ objectMode: true, transform(x, e, done) { {F} done(new Error('{n}')); } }), new stream.PassThrough({ objectMode: true }), (e) => { log(told(e)); {G} });",
    ),
    (
        10,
        "{ const r = new stream.Readable({ read() {} }); r.setEncoding('utf8'); r.on('readable', () => { let x; while ((x = r.read(2)) !== null) log(x); {F} }); r.on('end', {g}); r.push('abcd'); setImmediate(() => { r.push('e'); r.push(null); }); }",
    ),
    (
        10,
        "{ const r = new stream.Readable({ objectMode: true, read() { setImmediate(() => { this.push((this.n = (this.n || 0) + 1) < 3 ? this.n : null); }); } }); r.on('data', (x) => { log(x); {F} }); r.on('close', () => { log('close'); }); r.on('end', {g}); }",
    ),
    (
        12,
        "(async () => { try { for await (const x of stream.Readable.from(['a', 'b', 'c'])) { log(x); {F} if (x === 'b') throw new Error('{n}'); } } catch (e) { log(told(e)); {G} } })();",
    ),
    (
        12,
        "(async () => { const r = new stream.PassThrough(); setImmediate(() => { r.write('x'); r.end('y'); }); for await (const x of r) { log(String(x)); {F} } {G} })();",
    ),
    (
        18,
        "(async () => { log(String(await stream.Readable.from([1, 2, 3]).map(async (x) => { await null; return x * 2; }).filter((x) => x > 2).toArray())); {F} })();",
    ),
    (16, "stream.promises.finished(stream.Readable.from(['q']).resume()).then({f}, {g});"),
    (
        10,
        "{ const t = new stream.Transform({ transform(x, e, done) { setImmediate(done, null, x); } }); t.on('data', (x) => { log(String(x)); {F} }); t.on('end', {g}); t.write('a'); t.write('b'); t.end(); }",
    ),
    (
        10,
        "{ const r = new stream.Readable({ read() {} }); r.once('data', (x) => { log(String(x)); r.unshift('u'); r.once('data', (y) => { log(String(y)); {F} }); }); r.push('p'); }",
    ),
    (
        18,
        "{ const r = new ReadableStream({ start(c) { c.enqueue('{n}'); }, pull(c) { {F} c.close(); } }); (async () => { for await (const x of r) log(x); {G} })(); }",
    ),
    (
        18,
        "{ const { readable, writable } = new TransformStream({ transform(x, c) { {F} c.enqueue(x + 1); } }); const w = writable.getWriter(); w.write('{n}').then({g}); w.close(); readable.getReader().read().then((x) => { log(x.value); }); }",
    ),
];

/// Requests in the thread pool, of the program's own file.
pub(super) const FILES: &[Template] = &[
    (10, "fs.stat(file, (e, s) => { log(told(e), s.isFile()); {F} }); setImmediate({g});"),
    (10, "fs.stat(file, {f}); fs.stat(file, {g});"),
    (10, "fs.readFile(file, {f}); {G}"),
    (10, "fs.readFile(file, {f}); setTimeout({g}, {d});"),
    (
        10,
        "fs.readFile(file + 'x', (e) => { log(e.code); setTimeout({f}, 0); setImmediate({g}); });",
    ),
    (10, "fs.open(file, 'r', (e, fd) => { {F} fs.close(fd, {g}); });"),
    (
        10,
        "fs.open(file, 'r', (e, fd) => { fs.read(fd, Buffer.alloc(4), 0, 4, 0, (e, n) => { log(n); {F} fs.closeSync(fd); }); });",
    ),
    (
        10,
        "fs.access(file, (e) => { log(told(e)); process.nextTick({f}); Promise.resolve().then({g}); });",
    ),
    (10, "fs.promises.readFile(file).then({f}); setImmediate({g});"),
    (10, "fs.promises.stat(file).then({f}).finally({g});"),
    (
        10,
        "(async () => { try { await fs.promises.access(file + 'x'); } catch (e) { log(e.code); {F} } {G} })();",
    ),
    (
        10,
        "{ const r = fs.createReadStream(file, { end: 1 }); r.on('open', {f}); r.on('data', (x) => { log(String(x)); }); r.on('end', {g}); r.on('close', () => { log('close'); }); }",
    ),
    (10, "fs.stat(file, () => { {F} throw new Error('{n}'); }); fs.stat(file, {g});"),
    (10, "crypto.pbkdf2('a', 'b', 1, 8, 'sha1', {f}); {G}"),
    (10, "crypto.randomBytes(4, (e, b) => { log(b.length); {F} }); setImmediate({g});"),
    (10, "fs.writeFile(file + 'w', 'x', (e) => { log(told(e)); {F} }); setImmediate({g});"),
    (10, "fs.promises.writeFile(file + 'w', 'x').then({f}, {g});"),
    (10, "fs.appendFile(file + 'w', 'x', {f}); fs.stat(file, {g});"),
    (10, "fs.lstat(file, {f}); process.nextTick({g});"),
    (10, "fs.unlink(file + 'x', (e) => { log(e.code); {F} });"),
    (10, "fs.promises.unlink(file + 'x').catch((e) => { log(e.code); {F} });"),
    (
        10,
        "(async () => { const h = await fs.promises.open(file, 'r'); {F} const { bytesRead } = await h.read(Buffer.alloc(3), 0, 3, 0); log(bytesRead); await h.close(); {G} })();",
    ),
    (
        10,
        "{ const w = fs.createWriteStream(file + 'w'); w.on('open', {f}); w.on('finish', {g}); w.on('close', () => { log('close'); }); w.write('a', () => { log('cb'); }); w.end('b'); }",
    ),
    (
        10,
        "{ const r = fs.createReadStream(file + 'x'); r.on('error', (e) => { log(e.code); {F} }); r.on('close', {g}); }",
    ),
    (
        10,
        "{ const r = fs.createReadStream(file, { start: 0, end: 5, highWaterMark: 3 }); r.on('data', (x) => { log(String(x)); {F} }); r.on('end', {g}); }",
    ),
    (
        12,
        "(async () => { for await (const x of fs.createReadStream(file, { end: 3, highWaterMark: 2 })) { log(String(x)); {F} } {G} })();",
    ),
    (
        10,
        "fs.readFile(file, () => { setTimeout({f}, 0); setImmediate({g}); process.nextTick(() => { log('t'); }); Promise.resolve().then(() => { log('m'); }); });",
    ),
    (
        10,
        "fs.stat(file, () => { fs.stat(file, {f}); setImmediate({g}); }); setTimeout(() => { log('t'); }, {d});",
    ),
    (
        10,
        "fs.stat(file, () => { busy({b}); {F} }); setTimeout({g}, {d}); setImmediate(() => { log('i'); });",
    ),
    (
        10,
        "fs.stat(file, () => { process.nextTick(() => { throw new Error('{n}'); }); process.nextTick({f}); }); setImmediate({g});",
    ),
    (10, "fs.stat(file, () => { Promise.reject(new Error('{n}')); {F} }); fs.stat(file, {g});"),
    (
        10,
        "{ const all = [1, 2, 3].map((i) => util.promisify(fs.stat)(file).then(() => { log('s', i); })); Promise.all(all).then({f}); setImmediate({g}); }",
    ),
    (
        10,
        "crypto.pbkdf2('a', 'b', 1, 8, 'sha1', () => { {F} throw new Error('{n}'); }); fs.stat(file, {g});",
    ),
    (10, "crypto.scrypt('a', 'b', 8, {f}); fs.access(file, {g});"),
    (12, "fs.open(file, 'r', (e, fd) => { fs.fstat(fd, () => { {F} fs.close(fd, {g}); }); });"),
];

/// Messages.
pub(super) const PORTS: &[Template] = &[
    (
        16,
        "{ const { port1, port2 } = new MessageChannel(); port2.on('message', (x) => { port2.close(); log(x); {F} }); port1.postMessage('{n}'); setImmediate({g}); }",
    ),
    (
        16,
        "{ const { port1, port2 } = new MessageChannel(); port2.onmessage = (e) => { log(e.data); if (e.data === 2) { port1.close(); } {F} }; port1.on('close', {g}); port1.postMessage(1); port1.postMessage(2); }",
    ),
    (
        16,
        "{ const { port1, port2 } = new MessageChannel(); port2.once('message', (x) => { log(x); {F} port2.close(); }); port1.on('close', {g}); port1.postMessage('{n}'); port1.postMessage('lost'); }",
    ),
    (
        16,
        "{ const { port1, port2 } = new MessageChannel(); port1.postMessage({n}); port2.on('message', (x) => { log(x); if (x > 0) { port2.postMessage(0); } else { port1.close(); } {F} }); port1.on('message', (x) => { port1.postMessage(-1); {G} }); }",
    ),
    (
        16,
        "{ const { port1, port2 } = new MessageChannel(); port2.on('message', () => { {F} }); port2.unref(); port1.postMessage(1); setTimeout(() => { port1.close(); {G} }, {d}); }",
    ),
    (
        16,
        "{ const { port1, port2 } = new MessageChannel(); port1.postMessage({n}); setImmediate(() => { log(threads.receiveMessageOnPort(port2).message); log(String(threads.receiveMessageOnPort(port2))); {F} }); }",
    ),
    (
        16,
        "{ const { port1, port2 } = new MessageChannel(); port2.on('message', async (x) => { log(x); await null; {F} if (x === 2) port2.close(); }); port1.postMessage(1); process.nextTick(() => { port1.postMessage(2); {G} }); }",
    ),
    (
        16,
        "{ const { port1, port2 } = new MessageChannel(); port2.on('message', (x) => { log(x); setImmediate({f}); setTimeout({g}, 0); port1.close(); }); setTimeout(() => { port1.postMessage('{n}'); }, {d}); }",
    ),
    (
        16,
        "{ const { port1, port2 } = new MessageChannel(); port2.addEventListener('message', (e) => { log(e.data); {F} port2.close(); }); port2.start(); setImmediate(() => { port1.postMessage('{n}'); port1.close(); {G} }); }",
    ),
    (
        16,
        "{ const { port1, port2 } = new MessageChannel(); port2.on('message', (x) => { process.nextTick(() => { throw new Error('{n}'); }); {F} if (x === 3) port2.close(); }); for (const i of [1, 2, 3]) port1.postMessage(i); setImmediate({g}); }",
    ),
];
