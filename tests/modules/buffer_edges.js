'use strict';
// Buffers: odd offsets, searches of two-byte text, wrong arguments.
function attempt(f) {
  try {
    console.log(f());
  } catch (error) {
    console.log(`${error.name} ${error.code} ${error.message}`);
  }
}
const major = Number(process.version.slice(1, 3));
const abc = Buffer.from('abc');
console.log([-0.5, -1.5, 1.9, '2', NaN, Infinity, -9].map((start) => abc.slice(start).toString()));
console.log(Buffer.from('ffaa', 'ucs2').indexOf('a', 3, 'ucs2'), Buffer.from('ff').indexOf(Buffer.from('f'), 1, 'ucs2'));
console.log(Buffer.from('ffaa', 'ucs2').lastIndexOf('a', undefined, 'ucs2'), abc.indexOf('', 10), abc.lastIndexOf('c', -1));
console.log(abc.toString({ toString() { return 'hex'; } }));
attempt(() => abc.toString('enc'));
attempt(() => abc.copy(Buffer.alloc(3), -1));
attempt(() => abc.copy(Buffer.alloc(3), 0, -1));
attempt(() => abc.copy(Buffer.alloc(3), 0, 1, -1));
attempt(() => abc.copy(Buffer.alloc(3), '1', '1', 9));
if (major >= 12) attempt(() => Buffer.alloc(8).writeBigInt64LE('bad', 0));
console.log(abc.latin1Slice(1), abc.hexSlice(0, 2), Buffer.from([0xe1, 0x88, 0xb4]).utf8Slice(), abc.ucs2Slice());
console.log(abc.hexWrite('ff', 2), abc, abc.base64Slice());
attempt(() => Buffer.alloc(1).asciiWrite('ww', 2));
if (major >= 18) {
  attempt(() => { require('buffer').INSPECT_MAX_BYTES = -1; });
  attempt(() => { require('buffer').INSPECT_MAX_BYTES = 'many'; });
}
function Imitation() {}
Object.setPrototypeOf(Imitation.prototype, ArrayBuffer.prototype);
attempt(() => Buffer.from(new Imitation()).length);
