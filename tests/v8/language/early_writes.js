// Variables that are written to, or passed by, before their declaration has run; functions whose
// body declares a parameter again.
const said = (f) => { try { console.log(f()); } catch (e) { console.log(`${e.name}: ${e.message}`); } };
said(() => { x = 1; let x; });
said(() => { { [x] = [1]; let x; } });
said(() => { x = 1; class x {} });
said(() => { for (let i = 0; i < 2; i++) { if (i) v = 1; let v = i; } });
said(() => { switch (1) { case 0: let s = 1; break; case 1: return s; } });
said(() => { switch (1) { case 0: let s; break; case 1: s = 5; } });
said(() => { switch (2) { case 1: class C {} case 2: new C(); } });
said(() => { let x; x = 1; return x; });
said(() => { let n = 0; do { let z = n; z = z + 1; n = z; } while (n < 3); return n; });
said(() => (function (x, y = x) { var x = 3; return [x, y].join(); })(7));
said(() => (function (x, y = 1) { var x; return x; })(8));
said(() => (function (a, { b } = { b: a }) { var a = 9, c = 2; return [a, b, c].join(); })(1));
said(() => ((opts = {}, done = () => {}) => { var opts = opts || 5; if (0) { var done = 1; } return [opts, typeof done].join(); })(1));
