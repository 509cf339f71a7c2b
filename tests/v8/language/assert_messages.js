// What assert says, with long and short values.
const assert = require('assert');
const tell = (name, error) => {
  console.log([name, error.name, error.code, error.generatedMessage, JSON.stringify(error.message)].join(' '));
};
const t = (name, check) => {
  try {
    check();
    console.log(name, 'passed');
  } catch (error) {
    tell(name, error);
  }
};
t('equal', () => assert.equal(1, 2));
t('equal text', () => assert.equal('a', 'b'));
t('equal obj', () => assert.equal({}, {}));
t('notEqual', () => assert.notEqual(1, 1));
t('equal msg', () => assert.equal(1, 2, 'my message'));
t('strict', () => assert.strictEqual(1, 2));
t('strict type', () => assert.strictEqual(1, '1'));
t('strict text', () => assert.strictEqual('hello', 'help'));
t('strict long', () => assert.strictEqual('a'.repeat(100), 'a'.repeat(99) + 'b'));
t('strict lines', () => assert.strictEqual('a\nb\nc', 'a\nx\nc'));
t('strict obj', () => assert.strictEqual({ a: 1 }, { a: 1 }));
t('strict obj diff', () => assert.strictEqual({ a: 1 }, { a: 2 }));
t('strict NaN', () => assert.strictEqual(NaN, 0));
t('strict -0', () => assert.strictEqual(0, -0));
t('strict undefined', () => assert.strictEqual(undefined, null));
t('strict bool', () => assert.strictEqual(true, false));
t('notStrict', () => assert.notStrictEqual(1, 1));
t('notStrict obj', () => { const o = { a: 1, b: [1, 2, 3] }; assert.notStrictEqual(o, o); });
t('strict arr', () => assert.strictEqual([1, 2], [1, 2]));
t('strict fn', () => assert.strictEqual(() => 1, () => 2));
t('strict err', () => assert.strictEqual('x', 'y', new TypeError('own')));
t('deep', () => assert.deepEqual([1, 2, 3], [1, 2, 4]));
t('deep obj', () => assert.deepEqual({ a: 1, b: 2 }, { a: 1, b: 3 }));
t('deep pass', () => assert.deepEqual([1], ['1']));
t('notDeep', () => assert.notDeepEqual({ a: 1 }, { a: 1 }));
t('ds', () => assert.deepStrictEqual([1, 2, 3], [1, 2, 4]));
t('ds obj', () => assert.deepStrictEqual({ a: 1, b: { c: 2 } }, { a: 1, b: { c: 3 } }));
t('ds type', () => assert.deepStrictEqual([1], ['1']));
t('ds extra', () => assert.deepStrictEqual({ a: 1, b: 2 }, { a: 1 }));
t('ds missing', () => assert.deepStrictEqual([1, 2], [1, 2, 3]));
t('ds long', () => assert.deepStrictEqual(Array.from({ length: 30 }, (_, i) => i), Array.from({ length: 30 }, (_, i) => i === 15 ? 'x' : i)));
t('ds long obj', () => { const a = {}, b = {}; for (let i = 0; i < 40; i++) { a['k' + i] = i; b['k' + i] = i === 20 ? -1 : i; } assert.deepStrictEqual(a, b); });
t('ds two far', () => { const a = {}, b = {}; for (let i = 0; i < 40; i++) { a['k' + i] = i; b['k' + i] = i === 5 || i === 30 ? -1 : i; } assert.deepStrictEqual(a, b); });
t('ds all', () => { const a = [], b = []; for (let i = 0; i < 60; i++) { a.push('left ' + i); b.push('right ' + i); } assert.deepStrictEqual(a, b); });
t('ds proto', () => assert.deepStrictEqual(new (class A {})(), new (class B {})()));
t('ds same look', () => assert.deepStrictEqual(new Set([{}]), new Set([{ a: 1 }])));
t('ds map', () => assert.deepStrictEqual(new Map([[1, 2]]), new Map([[1, 3]])));
t('ds date', () => assert.deepStrictEqual(new Date(0), new Date(1)));
t('ds nested', () => assert.deepStrictEqual({ users: [{ name: 'Ada', age: 36 }, { name: 'Bob', age: 20 }] }, { users: [{ name: 'Ada', age: 36 }, { name: 'Bob', age: 21 }] }));
t('notDs', () => assert.notDeepStrictEqual([1, 2], [1, 2]));
t('notDs long', () => { const a = Array.from({ length: 60 }, (_, i) => i); assert.notDeepStrictEqual(a, a.slice()); });
t('ds null', () => assert.deepStrictEqual(null, undefined));
t('ds -0', () => assert.deepStrictEqual([0], [-0]));
t('ds text', () => assert.deepStrictEqual('abc', 'abd'));
t('ds err', () => assert.deepStrictEqual(new Error('a'), new Error('b')));
t('ok', () => assert.ok(0));
t('ok msg', () => assert.ok(0, 'is zero'));
t('assert', () => assert(false));
t('assert none', () => assert());
t('ok none', () => assert.ok());
t('ok expr', () => assert.ok(1 + 1 === 3));
t('fail', () => assert.fail());
t('fail msg', () => assert.fail('boom'));
t('fail err', () => assert.fail(new TypeError('boom')));
t('ifError', () => assert.ifError(new Error('was')));
t('ifError text', () => assert.ifError('text'));
t('ifError null', () => assert.ifError(null));
t('ifError 0', () => assert.ifError(0));
t('throws none', () => assert.throws(() => {}));
t('throws msg', () => assert.throws(() => {}, 'should throw'));
t('throws cls', () => assert.throws(() => { throw new Error('x'); }, TypeError));
t('throws re', () => assert.throws(() => { throw new Error('abc'); }, /xyz/));
t('throws obj', () => assert.throws(() => { throw new Error('abc'); }, { message: 'abd' }));
t('throws obj2', () => assert.throws(() => { throw new TypeError('abc'); }, { name: 'Error', message: 'abc' }));
t('throws fn', () => assert.throws(() => { throw new Error('abc'); }, (e) => false));
t('throws fn named', () => assert.throws(() => { throw new Error('abc'); }, function check(e) { return 0; }));
t('throws arg', () => assert.throws('x'));
t('throws none cls', () => assert.throws(() => {}, TypeError));
t('throws none cls msg', () => assert.throws(() => {}, TypeError, 'should'));
t('throws nonerr', () => assert.throws(() => { throw 'text'; }, /other/));
t('throws ambiguous', () => assert.throws(() => { throw new Error('same'); }, 'same'));
t('throws prop', () => assert.throws(() => { throw Object.assign(new Error('m'), { code: 5 }); }, { code: 6 }));
t('doesNotThrow', () => assert.doesNotThrow(() => { throw new Error('abc'); }));
t('doesNotThrow msg', () => assert.doesNotThrow(() => { throw new Error('abc'); }, 'whoops'));
if (assert.match) { t('match', () => assert.match('abc', /xyz/));
t('match type', () => assert.match(5, /x/));
t('doesNotMatch', () => assert.doesNotMatch('abc', /b/));
t('match msg', () => assert.match('abc', /x/, 'no match')); }
t('missing args', () => assert.strictEqual(1));
t('missing args 2', () => assert.deepEqual());
t('missing', () => assert.notStrictEqual(1));
t('new', () => { throw new assert.AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' }); });
t('new msg', () => { throw new assert.AssertionError({ message: 'mine' }); });
t('new bad', () => new assert.AssertionError('x'));
t('new op', () => { throw new assert.AssertionError({ actual: 1, expected: 2, operator: 'custom' }); });
t('new none', () => { throw new assert.AssertionError({ actual: 1, expected: 2 }); });
(async () => {
  const ta = async (name, check) => {
    try {
      await check();
      console.log(name, 'passed');
    } catch (error) {
      tell(name, error);
    }
  };
  await ta('rejects none', () => assert.rejects(Promise.resolve(1)));
  await ta('rejects fn', () => assert.rejects(async () => {}));
  await ta('rejects cls', () => assert.rejects(Promise.reject(new Error('x')), TypeError));
  await ta('rejects re', () => assert.rejects(Promise.reject(new Error('x')), /y/));
  await ta('rejects arg', () => assert.rejects(5));
  await ta('rejects sync', () => assert.rejects(() => 5));
  await ta('rejects throw', () => assert.rejects(() => { throw new Error('sync'); }));
  await ta('doesNotReject', () => assert.doesNotReject(Promise.reject(new Error('x'))));
  await ta('rejects ok', () => assert.rejects(Promise.reject(new Error('x'))));
  await ta('rejects msg', () => assert.rejects(Promise.resolve(), 'should reject'));
})();
