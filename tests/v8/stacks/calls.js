// Who called whom, as stacks tell it; frames of Node's own files are left out.
const show = (e) => {
  const own = e.stack.split('\n').filter((line) => !/node:|internal|bootstrap|module\.js|timers\.js|events\.js|next_tick|\(module|Module\._/.test(line));
  console.log(own.map((line) => line.split(__dirname + '/').join('').trim()).join(' | '));
};
const trace = () => show(new Error('t'));
function plain() { trace(); }
plain();
const arrow = () => trace();
arrow();
const expression = function () { trace(); };
expression();
const named = function other() { trace(); };
named();
(function () { trace(); })();
(() => trace())();
(function iife() { trace(); })();
const o = { method() { trace(); }, f: function () { trace(); }, g: () => trace(), plain, named, ['a-b']() { trace(); }, get x() { trace(); return 1; }, set x(v) { trace(); } };
o.method();
o.f();
o.g();
o.plain();
o.named();
o['a-b']();
o.x;
o.x = 2;
const { method } = o;
method();
o.inner = { deep() { trace(); } };
o.inner.deep();
o.late = function () { trace(); };
o.late();
o.lateArrow = () => { trace(); };
o.lateArrow();
class A {
  constructor() { trace(); }
  m() { trace(); }
  n() { this.m(); }
  static s() { trace(); }
  static t() { this.s(); }
  get p() { trace(); return 1; }
  set p(v) { trace(); }
  *gen() { trace(); yield 1; }
  async am() { trace(); }
  ['c' + 'd']() { trace(); }
}
const a = new A();
a.m();
a.n();
A.s();
A.t();
a.p;
a.p = 1;
a.gen().next();
[...a.gen()];
a.am();
a.cd();
const { m } = a;
m();
class B extends A { constructor() { super(); } m() { super.m(); } }
const b = new B();
b.m();
b.n();
class C extends B {}
new C();
const D = class { m() { trace(); } };
new D().m();
new (class { constructor() { trace(); } })();
function F() { trace(); }
new F();
F.prototype.pm = function () { trace(); };
new F().pm();
F.call({});
F.apply(null, []);
F.bind(null)();
a.m.call(a);
a.m.call({});
a.m.bind(a)();
Reflect.apply(plain, null, []);
Reflect.construct(F, []);
[1].map(() => trace());
[1].forEach(function () { trace(); });
[1].forEach(plain);
[1].filter(trace);
[1].reduce((x, y) => trace(), 0);
[1].some((x) => trace());
[1].every((x) => trace());
[1].find((x) => trace());
[1].findIndex((x) => trace());
[2, 1].sort(() => trace());
Array.from([1], () => trace());
'a'.replace('a', () => trace());
'a'.replace(/a/, function () { trace(); return ''; });
new Map([[1, 2]]).forEach(() => trace());
new Set([1]).forEach(() => trace());
new Uint8Array(1).forEach(() => trace());
JSON.parse('[1]', function (k, v) { if (k === '0') trace(); return v; });
JSON.stringify({ toJSON() { trace(); return 1; } });
JSON.stringify([1], (k, v) => { if (k === '') trace(); return v; });
new Promise(() => trace());
new Promise(function exec() { trace(); });
Object.assign({}, { get x() { trace(); return 1; } });
`${{ toString() { trace(); return ''; } }}`;
'' + { valueOf() { trace(); return 1; } };
+{ [Symbol.toPrimitive]() { trace(); return 1; } };
String({ toString() { trace(); return ''; } });
function* g() { trace(); yield 1; trace(); }
for (const x of g());
const it = g(); it.next(); it.next();
[...{ [Symbol.iterator]: () => ({ next() { trace(); return { done: true }; } }) }];
const { q } = { get q() { trace(); return 1; } };
new Proxy({}, { get() { trace(); } }).x;
new Proxy(plain, { apply() { trace(); } })();
async function af() { trace(); }
af();
const aa = async () => trace();
aa();
o.aa = async () => trace();
o.aa();
function outer() { function inner() { trace(); } inner(); }
outer();
function rec(n) { if (n) rec(n - 1); else trace(); }
rec(12);
const tag = (s) => trace();
tag`x`;
o.tag = function (s) { trace(); };
o.tag`x`;
((a = trace()) => {})();
(function ({ x = trace() }) {})({});
eval('trace()');
new Function('trace', 'trace()')(trace);
exports.e = function () { trace(); };
exports.e();
module.exports.k = () => trace();
module.exports.k();
exports.nm = function nm2() { trace(); };
exports.nm();
globalThis_ = typeof globalThis === 'undefined' ? global : globalThis;
globalThis_.gf = function () { trace(); };
gf();
globalThis_.gf();
var list = [function () { trace(); }];
list[0]();
new (function () { trace(); })();
const bound = o.method.bind(o);
bound();
label: { trace(); }
switch (1) { case 1: trace(); }
if (trace()) {}
for (let i = 0; i < 1; i++) trace();
while (trace()) {}
const arr = [trace(), trace()];
const obj2 = { k: trace() };
const v = trace(), w = trace();
try { trace(); } finally { trace(); }
try { throw new Error('thrown'); } catch (e) { show(e); }
try { null.x; } catch (e) { show(e); }
try { o.nope(); } catch (e) { show(e); }
try { undefinedName; } catch (e) { show(e); }
try { [].reduce(() => {}); } catch (e) { show(e); }
try { JSON.parse('{'); } catch (e) { show({ stack: e.stack.replace(/.*\n/, '') }); }
try { 'x'.repeat(-1); } catch (e) { show(e); }
try { new Array(-1); } catch (e) { show(e); }
try { (1).toFixed(101); } catch (e) { show(e); }
try { decodeURIComponent('%'); } catch (e) { show(e); }
try { Object.defineProperty(1, 'x', {}); } catch (e) { show(e); }
try { new Promise(); } catch (e) { show(e); }
try { Symbol() + ''; } catch (e) { show(e); }
try { BigInt('x'); } catch (e) { show(e); }
try { new Map([1]); } catch (e) { show(e); }
try { [].map(5); } catch (e) { show(e); }
try { Reflect.ownKeys(1); } catch (e) { show(e); }
try { new Proxy(1, 1); } catch (e) { show(e); }
try { Map.prototype.get.call({}, 1); } catch (e) { show(e); }
try { new Date(NaN).toISOString(); } catch (e) { show(e); }
try { structuredCloneMissing(); } catch (e) { show(e); }
