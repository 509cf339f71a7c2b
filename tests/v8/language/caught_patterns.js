// What is caught and taken apart at once is an error in V8's words.
let u;
try { u.x; } catch ({ message }) { console.log(message); }
try { u(); } catch ({ name, message, stack }) { console.log(name, message, stack.split('\n').length > 1); }
try { null.f(); } catch ({ message: { length } }) { console.log(length); }
for (const v of [1, 'abc', { message: 'm' }, new Error('x')]) { try { throw v; } catch ({ message = 'default' }) { console.log(message); } }
try { throw { f: 1, g: [2, { h: 3 }] }; } catch ({ f, g: [i, { h }], ...r }) { const z = () => [f, i, h, r]; function inner() { return 'in'; } console.log(z(), inner()); } finally { console.log('finally', typeof inner); }
const f = () => { for (const x of [1, 2]) { try { throw { x }; } catch ({ x }) { if (x === 1) continue; return x; } finally { console.log('f', x); } } };
console.log(f());
function* g() { try { yield 1; } catch ({ message }) { const r = yield message; console.log(r); } }
const it = g(); it.next(); console.log(it.throw(new Error('in')).value); it.next('sent');
(async () => { try { await u.x; } catch ({ message }) { console.log(message); await null; console.log('after'); } })();
