// stream.duplexPair, and what says how a stream is.
const { duplexPair, Readable, Writable, PassThrough, isDestroyed, isWritable, isReadable } = require('stream');
const [a, b] = duplexPair();
b.setEncoding('utf8');
b.on('data', (chunk) => { console.log('b', chunk); b.write(chunk.toUpperCase()); });
b.on('end', () => { console.log('b end'); b.end('bye'); });
a.on('data', (chunk) => console.log('a', String(chunk)));
a.on('end', () => console.log('a end'));
a.on('finish', () => console.log('a finish'));
a.on('close', () => console.log('a close'));
b.on('close', () => console.log('b close'));
console.log(a.write('one', () => console.log('written')), a.write(''));
a.end('two');
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate', a.destroyed, b.destroyed));
console.log(isDestroyed(a), isDestroyed({}), isWritable(a), isWritable(new Readable()), isReadable(new PassThrough()));
const gone = new Writable({ write() {} });
gone.destroy();
console.log(isDestroyed(gone), isWritable(gone));
