console.table([]);
console.table([1, 'a', null]);
console.table([[1, 2], [3, 4, 5]]);
console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]);
console.table([{ a: 1 }, 5, { b: 2 }, null, undefined]);
console.table({ x: { a: 1 }, y: { a: 2 }, 3: { a: 3 } });
console.table({ a: 1, b: 'two' });
console.table([{ a: 1, b: 2, c: 3 }], ['b', 'a', 'zz']);
console.table([{ a: 1 }, 7], ['a']);
console.table([7, 8], ['a']);
console.table([{ a: 1 }], []);
console.table(new Map([['k', { a: 1 }], [1, [1, 2]]]));
console.table(new Set(['a', { b: 1 }]));
console.table(new Map([['k', 'v']]).entries());
console.table(new Map([['k', 'v']]).keys());
console.table(new Set([1, 2]).values());
console.table(new Set([1, 2]).entries());
console.table('text');
console.table(null);
console.table(undefined);
console.table(() => {});
console.table(5, ['x']);
console.table([{ o: { p: 1 }, q: { r: 1, s: 2, t: 3 }, l: [1, 2, 3, 4, 5], f() {} }]);
console.table([{ n: 'x'.repeat(90), m: [['deep']] }]);
console.table([{ 日: '日本語', b: 'é', e: '\u{1f600}' }, { 日: 'a', b: 'bb', e: 'ccc' }]);
console.table([{ b: 1, 2: 'two', a: 2, 1: 'one' }]);
console.table(['multi\nline', "it's"]);
console.table(new Uint8Array([1, 2]));
console.table([{ get x() { return 'got'; } }]);
console.table([Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true }, hid: { value: 3 } })]);
console.table([[[1, [2]], new Date(0), /x/, Symbol('s'), 10n, -0, NaN, undefined]]);
class P { constructor() { this.x = 1; } }
console.table([new P(), new P()]);
try { console.table([], 5); } catch (e) { console.log(e.name, e.code, e.message); }
try { console.table([], {}); } catch (e) { console.log(e.name, e.code, e.message); }
console.group();
console.table([1]);
