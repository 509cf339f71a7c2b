'use strict';
// Code that the program makes of texts.
const show = (f) => {
  try {
    f();
    console.log('fine');
  } catch (e) {
    console.log(`${e.name}: ${e.message} ${e instanceof SyntaxError}`);
  }
};
const texts = [
  'let a = ;', 'foo(', 'foo(1 2)', 'a b', 'const x;', 'let y; let y', 'await 1', 'return 1', 'break',
  "'abc", '{', 'if (', 'function () {}', 'class {}', 'var 1x', 'x = {a: 1', '[1, 2', 'throw', 'try {}',
  'import x from "y"', 'export default 1', 'x = {a: 1; b: 2}', 'for (;;', 'foo(a, b;', 'let let = 1',
  'async () => { await }', 'const f = () => { return', "console.log('it's')", 'let x = 5 5', 'x +',
];
for (const text of texts) show(() => (0, eval)(text));
for (const text of ['return ;;)', 'return a +', 'return {', 'let a = 1; let a', 'foo(1 2)', 'x = = 1', "'a"]) {
  show(() => new Function('a', text));
}
show(() => new Function('await x'));
show(() => new Function('const x;'));
