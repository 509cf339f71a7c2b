// What assert says of a call that gave a falsy value, and of lists that differ at their ends.
const assert = require('assert');
const { ok, strict } = assert;
const tell = (f) => {
  try {
    f();
  } catch (error) {
    console.log(error.message, error.generatedMessage);
  }
};
tell(() => assert(0));
tell(() => assert.ok(1 === 2));
tell(() => ok(''));
tell(() => strict.equal(assert(null), 1));
tell(() => {
  assert(
    typeof tell ===
      'string'
  );
});
tell(() => assert.ok(NaN, undefined));
tell(() => [0].forEach((n) => { assert(n, 'as given'); }));
tell(() => assert());
tell(() => assert.deepStrictEqual([1, 2, 3], [1, 2]));
tell(() => assert.deepStrictEqual(new Map([[1, 2]]), new Map([[1, 3]])));
tell(() => assert.deepStrictEqual(['a', 'b'], ['b', 'a']));
