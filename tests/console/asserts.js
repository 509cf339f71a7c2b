console.assert(true, 'no');
console.assert();
console.assert(false);
console.assert(0, 'yes %s', 'x');
console.assert(false, { a: 1 }, 'b');
console.assert(null, 'a', { b: 1 });
console.assert('', 5, '%d', 6);
console.assert(NaN, ['x'], 1);
console.assert(false, '%s %s', 'one');
try { console.assert(false, Symbol('s')); } catch (e) { console.log(e.name); }
console.assert(false, new (class Foo {})());
console.assert(false, undefined, null);
