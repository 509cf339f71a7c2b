// Objects taken apart: keys, defaults, what is taken apart further, and the rest.
const s = { a: 1, b: 2, c: 3, d: 4 };
{ const { a, ...r } = s; console.log(r); }
{ const { ['a']: x, b: y, ...r } = s; console.log(r); }
{ let a, b, r; ({ a, b, ...r } = s); console.log(r); }
{ let a, b, r; ({ ['a']: a, 'b': b, ...r } = s); console.log(r); }
{ let o = {}, r; ({ a: o.x, ['b']: o.y, ...r } = s); console.log(r); }
{ let o = {}; ({ a: o.x, ...o.r } = s); console.log(o.r); }
{ let o = {}, b; ({ b, ...o.r } = s); console.log(o.r); }
(({ a, ...r }) => console.log(r))(s);
(({ ['a']: q, ...r }) => console.log(r))(s);
(({ a: [q], ...r }) => console.log(r))({ a: [1], b: 2 });
(({ ['a']: [q], ...r }) => console.log(r))({ a: [1], b: 2 });
(({ ['a']: [q] = [], ...r }) => console.log(r))({ a: [1], b: 2 });
(function ({ ['a']: [q], ...r }) { console.log(r) })({ a: [1], b: 2 });
(({ a: q = 1, b = 2, ...r }) => console.log(r))(s);
{ const { a: { x, ...y }, b = 3, ...r } = { a: { x: 1, z: 2 }, c: 4 }; console.log(x, y, b, r); }
{ const { a: [x] = [7], ...r } = { c: 4 }; console.log(x, r); }
{ const { a: [x] = [7], ...r } = { a: [8], c: 4 }; console.log(x, r); }
{ let x, r, o = {}; ({ a: [x, { q: o.q, ...o.s }], ...r } = { a: [1, { q: 2, s: 3 }], z: 1 }); console.log(x, o, r); }
function* g() { const { a: { x } = yield 'd', ...r } = {}; console.log(x, r); }
{ const i = g(); console.log(i.next()); i.next({ x: 5 }); }
console.log((({ a: { b: { c, ...d }, ...e }, ...f }, ...[h]) => [c, d, e, f, h])({ a: { b: { c: 1, d: 2 }, e: 3 }, f: 4 }, 5));
console.log((({ a: { b }, ...c }) => b).length, (function ({ a: [b], ...c }, d) {}).length);
for (const { a: [x], ...r } of [{ a: [1], b: 2 }]) console.log(x, r);
let xx, rr; for ({ a: [xx], ...rr } of [{ a: [1], b: 2 }]) console.log(xx, rr);
try { throw { a: [1], b: 2 }; } catch ({ a: [x], ...r }) { console.log(x, r); }
(async ({ a: [x], ...r }) => { const { b: { c }, ...d } = await { b: { c: 1 }, d: 1 }; console.log(x, r, c, d); })({ a: [1], b: 2 });
