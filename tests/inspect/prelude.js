// Helpers of the cases: `inspect`, `format` and so on are given by whoever runs them.
const C = inspect.custom;
// An error with a stack of our own: frames are not what is tested here.
function st(e, frames) {
  const head = String(e.name === undefined ? 'Error' : e.name) + (e.message ? ': ' + e.message : '');
  const stack = head + (frames === undefined ? '\n    at one (file.js:1:1)\n    at two (file.js:2:2)' : frames);
  Object.defineProperty(e, 'stack', { value: stack, writable: true, configurable: true, enumerable: false });
  return e;
}
function range(n, f) { const a = []; for (let i = 0; i < n; i++) a.push(f ? f(i) : i); return a; }
function nest(n) { let o = {}; for (let i = 0; i < n; i++) o = { o }; return o; }
function proto(o, p) { return Object.setPrototypeOf(o, p); }
function hide(o, k, v) { return Object.defineProperty(o, k, { value: v, enumerable: false, configurable: true, writable: true }); }
function Foo() { this.a = 1; }
class Bar { constructor() { this.b = 2; } }
class Baz extends Bar { constructor() { super(); this.c = 3; } }
function tell(f) { try { return f(); } catch (e) { return 'threw ' + (e && e.name || inspect(e)); } }
