// Built-ins that later Nodes brought, and what speaks in a locale, with TZ=UTC and no locale set.
const t = (name, f) => { try { console.log(name, String(f())); } catch (e) { console.log(name, e.name, e.message); } };
t('number', () => [(1234567.891).toLocaleString(), (-0.5).toLocaleString(), (1e21).toLocaleString(), NaN.toLocaleString(), (-Infinity).toLocaleString(), (0.0005).toLocaleString(), (999.9996).toLocaleString()].join(' '));
t('more', () => [(-1234.5).toLocaleString(), (0).toLocaleString(), (-0).toLocaleString(), 1e15.toLocaleString(), 123456.7895.toLocaleString(), 1.0005.toLocaleString(), (0.1 + 0.2).toLocaleString(), 5e-324.toLocaleString(), (2 ** 80).toLocaleString(), 1.7976931348623157e308.toLocaleString().slice(0, 60), 1e21.toLocaleString(), 0.9995.toLocaleString(), 2.345.toLocaleString('en', { maximumFractionDigits: 2 })].join(' '));
t('digits', () => [(1234.5).toLocaleString('en-US', { minimumFractionDigits: 2 }), (2.5).toLocaleString(undefined, { maximumFractionDigits: 0 }), (3).toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 4 })].join(' '));
t('bigint', () => [123456789012345678901234567890n, -1000n, 0n].map((x) => x.toLocaleString()).join(' '));
t('date', () => new Date(0).toLocaleDateString()); t('time', () => new Date(45296000).toLocaleTimeString()); t('both', () => new Date(1e12).toLocaleString()); t('no date', () => new Date(NaN).toLocaleString());
t('zone', () => new Date(0)); t('time zone', () => new Date(0).toTimeString()); t('no zone', () => new Date(NaN));
t('array', () => [1234.5, null, undefined, 'x', [1e6]].toLocaleString()); t('cycle', () => { const a = [1]; a.push(a); return a.toLocaleString(); }); t('typed', () => new Float64Array([1234.5, 2e6]).toLocaleString());
t('cases', () => ['Straße'.toLocaleUpperCase(), 'İ'.toLocaleLowerCase().length].join(' '));
t('order', () => ['b', 'a', 'B', 'A', 'ä', 'z', 'Z', '1', '10', '2', '_', '-', 'ab', 'Ab', 'aB', ' ', 'résumé', 'resume', 'Résumé', ''].sort((x, y) => x.localeCompare(y)).map((x) => `[${x}]`).join(''));
t('compare', () => ['a'.localeCompare('b'), 'a'.localeCompare('A'), 'A'.localeCompare('a'), 'a'.localeCompare('a'), 'e\u0301'.localeCompare('é')].join());
t('receivers', () => Number.prototype.toLocaleString.call('x')); t('bigint receiver', () => BigInt.prototype.toLocaleString.call(1)); t('text receiver', () => String.prototype.localeCompare.call(null)); t('array receiver', () => Array.prototype.toLocaleString.call(null));
t('isError', () => [Error.isError(new TypeError('x')), Error.isError({ __proto__: Error.prototype }), Error.isError(new Proxy(new Error(), {})), Error.isError(new DOMException('x')), Error.isError()].join());
t('f16round', () => [1.337, 5.05, -0.00001, 65519, 65520, 2 ** -25, 2049, 0.1, NaN, 1e-8, 2.98e-8, -70000, '1.1', 5e-324].map((x) => Math.f16round(x)).join());
t('transfer', () => { const b = new Uint8Array([1, 2, 3]).buffer; const c = b.transfer(5); return [b.byteLength, b.detached, c.byteLength, c.detached, [...new Uint8Array(c)].join('')].join(' '); });
t('resizable', () => { const b = new ArrayBuffer(2, { maxByteLength: 10 }); const c = b.transfer(); const d = c.transferToFixedLength(4); return [c.maxByteLength, d.resizable, d.byteLength].join(' '); });
t('detached', () => { const b = new ArrayBuffer(2); b.transfer(); return b.transfer(); }); t('negative', () => new ArrayBuffer(2).transfer(-1));
t('shapes', () => [Error.isError, Math.f16round, ArrayBuffer.prototype.transfer, ArrayBuffer.prototype.transferToFixedLength, Array.fromAsync, Date.prototype.toString, Date.prototype.toTimeString, Date.prototype.toLocaleString, String.prototype.localeCompare, Number.prototype.toLocaleString].map((f) => f && `${f.name} ${f.length} ${'prototype' in f}`).join());
// What the machine refuses is there where real Node has it, and only there.
t('globals', () => ['Intl', 'WebAssembly', 'Temporal', 'Float16Array', 'DisposableStack', 'AsyncDisposableStack', 'SuppressedError'].filter((name) => name in global).join());
t('members', () => [[Atomics, 'pause'], [DataView.prototype, 'getFloat16'], [DataView.prototype, 'setFloat16'], [Uint8Array, 'fromBase64'], [Uint8Array, 'fromHex'], [Uint8Array.prototype, 'toBase64'], [Uint8Array.prototype, 'toHex'], [Uint8Array.prototype, 'setFromHex'], [Uint8Array.prototype, 'setFromBase64']].filter(([object, name]) => name in object).map(([, name]) => name).join());
t('statics', () => ['$1', '$9', '$_', '$&', '$+', '$`', "$'", 'input', 'lastMatch', 'lastParen', 'leftContext', 'rightContext'].filter((name) => name in RegExp).join(' '));
if (Array.fromAsync) {
  const log = (name) => [(value) => console.log(name, JSON.stringify(value)), (e) => console.log(name, e.name, e.message)];
  (async () => { for (let i = 0; i < 12; i++) { await 0; console.log('turn', i); } })();
  Array.fromAsync([1, Promise.resolve(2), 3], async (x, i) => x * 10 + i).then(...log('mapped'));
  Array.fromAsync({ length: 2, 0: 'a', 1: Promise.resolve('b') }).then(...log('like'));
  Array.fromAsync((async function* () { yield 1; yield 2; })()).then(...log('generator'));
  Array.fromAsync(new Set([1, 2]), function (x) { return [x, this.k]; }, { k: 1 }).then(...log('set'));
  Array.fromAsync('abc').then(...log('text')); Array.fromAsync(5).then(...log('number')); Array.fromAsync(null).then(...log('null')); Array.fromAsync([1], 3).then(...log('no mapper'));
  Array.fromAsync.call(class X extends Array {}, [1]).then((v) => console.log(v));
  const rejected = Promise.reject(new Error('no'));
  Array.fromAsync([rejected]).then(...log('rejected')); Array.fromAsync({ length: 1, 0: rejected }).then(...log('rejected like'));
  Array.fromAsync((async function* () { throw new Error('g'); })()).then(...log('failing generator'));
  Array.fromAsync([1], () => { throw new Error('sync'); }).then(...log('throwing')); Array.fromAsync([1], async () => { throw new Error('async'); }).then(...log('rejecting'));
  const made = (symbol, next, name) => ({ [symbol]() { return { next, get return() { console.log('get return', name); return () => { console.log('closed', name); return {}; }; } }; } });
  Array.fromAsync(made(Symbol.asyncIterator, async () => { throw new Error('next'); }, 'a')).then(...log('a'));
  Array.fromAsync(made(Symbol.asyncIterator, () => { throw new Error('next'); }, 'b')).then(...log('b'));
  Array.fromAsync(made(Symbol.iterator, () => ({ value: 1 }), 'h'), () => { throw new Error('h'); }).then(...log('h'));
}
