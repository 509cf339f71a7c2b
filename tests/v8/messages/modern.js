// since 16
// Each line provokes an error; what it says and where it points is printed.
const t = (f) => {
  try { f(); console.log('no error'); } catch (e) {
    const frame = e.stack.split('\n').find((line) => line.includes(__filename + ':'));
    const at = frame && /:(\d+:\d+)\)?$/.exec(frame);
    console.log(`${e.name}: ${e.message.split('\n').join('\\n')} @${at && at[1]}`);
  }
};
let u, n = null; const o = { n: null, f: 5, m: {} };
class A {
  #x = 1; #m() {} get #g() { return 1; } set #w(v) {} static #sm() {}
  static callm(o) { o.#m(); }
  static setm(o) { o.#m = 1; }
  static setg(o) { o.#g = 1; }
  static getw(o) { return o.#w; }
  static sm(o) { o.#sm(); }
  static has(o) { return o?.#x; }
}
t(() => A.callm({}));
t(() => A.setm(new A()));
t(() => A.setg(new A()));
t(() => A.getw(new A()));
t(() => A.sm({}));
t(() => A.has({}));
t(() => o?.x.y);
t(() => o.n?.x.y.z.q || o?.m.x.y);
t(() => o?.f());
t(() => o.m?.g());
t(() => o?.m.g.h());
t(() => o?.[u].x);
t(() => u?.x.y || o.m?.x.y.z);
t(() => (u?.x).y);
t(() => (o?.m.x).y);
t(() => new (o?.m)());
t(() => u ?? nope);
t(() => { u ??= nope; });
t(() => { o.n.x ??= 1; });
t(() => { u.x ||= 1; });
t(() => { const c = null; c ??= 1; });
t(() => 'abc'.replaceAll(/b/, 'x'));
t(() => 'abc'.matchAll(/b/));
t(() => String.prototype.replaceAll.call(null));
t(() => String.prototype.at.call(null));
t(() => Array.prototype.at.call(null));
t(() => [].flatMap());
t(() => [].flatMap(5));
t(() => [1, [2]].flat.call(null));
t(() => [].findLast && [].findLast(5));
t(() => Object.fromEntries([['a', 1], 2]));
t(() => Object.hasOwn && Object.hasOwn(null, 'x'));
t(() => Object.hasOwn && Object.hasOwn(undefined, 'x'));
t(() => new AggregateError(5));
t(() => new AggregateError());
t(() => new WeakRef(5));
t(() => new WeakRef());
t(() => new FinalizationRegistry());
t(() => new FinalizationRegistry(() => {}).register(5));
t(() => structuredCloneMissing2());
t(() => Promise.any.call(5));
t(() => Promise.allSettled.call(undefined));
t(() => Error.captureStackTrace());
t(() => Error.captureStackTrace(5));
t(() => globalThis.nope());
t(() => globalThis.nope.x);
t(() => { label: for (const x of u) continue label; });
t(() => { const { a, ...rest } = u; });
t(() => { const { a, ...rest } = n; });
t(() => { const [a, ...rest] = u; });
t(() => { for (const [i, v] of u.entries()); });
t(() => { for (const { x: { y } } of [{}]); });
t(() => { const f = async ({ a }) => a; f.call.x.y; });
t(() => { class X { static { nope; } } });
t(() => { class X { static { this.y.z; } } });
t(() => { class X { static x = u.z; } });
t(() => { class X { y = u.z; } new X(); });
t(() => { class X { y = () => u.z; } new X().y(); });
t(() => { class X { #y; z() { return this.#y.q; } } new X().z(); });
t(() => { class X { #y; z() { this.#y.q = 1; } } new X().z(); });
t(() => { class X { #y; z() { this.#y(); } } new X().z(); });
t(() => { class X { get y() { return u.v; } } new X().y; });
t(() => { class X extends u.Y {} });
t(() => { class X extends o.m.Z {} });
t(() => { class X extends class {} { constructor() { this.a; } } new X(); });
t(() => { const m = new Map([[1, {}]]); m.get(2).x; });
t(() => { const m = new Map([[1, {}]]); m.get(1).x.y; });
t(() => { [[1, 2], null].map(([a, b]) => a); });
t(() => { Object.entries({ a: null }).map(([k, { v }]) => v); });
t(() => { [1, 2, 3].at(9).x; });
t(() => { JSON.parse('{"a":null}').a.b; });
t(() => { let { length } = null; });
t(() => { let { length } = undefined; });
t(() => { (({ length }) => length)(undefined); });
t(() => { (async () => {})().x.y; });
