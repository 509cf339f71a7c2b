// Built-in functions that convert what they are given, or call it back.
const show = (name, run) => {
  try {
    console.log(name, 'gave', run());
  } catch (error) {
    const frames = error.stack.split('\n').slice(1, 6).filter((line) => !/node:|internal|module\.js|loader/.test(line));
    console.log(name + ': ' + frames.map((line) => line.trim().replace(/\(?\/.*\//, '(')).join(' | '));
  }
};
function fail() { throw new Error('x'); }
const bad = { valueOf() { fail(); } };
const badText = { toString() { fail(); } };
const badPrim = { [Symbol.toPrimitive](hint) { fail(); } };
show('max', () => Math.max(bad));
show('min', () => Math.min(1, bad));
show('floor', () => Math.floor(bad));
show('round', () => Math.round(bad));
show('Number', () => Number(bad));
show('String', () => String(badText));
show('parseInt', () => parseInt(badText));
show('parseFloat', () => parseFloat(badText));
show('isNaN', () => isNaN(bad));
show('plus', () => bad + 1);
show('minus', () => 1 - bad);
show('template', () => `${badText}`);
show('unary', () => +bad);
show('compare', () => bad < 2);
show('equal', () => bad == 2);
show('key', () => ({})[badText]);
show('prim', () => badPrim * 2);
show('prim text', () => `${badPrim}`);
show('prim max', () => Math.max(badPrim));
show('date', () => new Date(bad));
show('date prim', () => new Date(badPrim));
show('join', () => [badText].join());
show('array text', () => String([badText]));
show('array plus', () => [badText] + '');
show('error', () => new Error(badText));
show('symbol', () => Symbol(badText));
show('concat', () => 'a'.concat(badText));
show('includes', () => 'a'.includes(badText));
show('replace', () => 'a'.replace('a', badText));
show('charAt', () => 'a'.charAt(bad));
show('repeat', () => 'a'.repeat(bad));
show('slice', () => [1].slice(bad));
show('fill', () => [1].fill(0, bad));
show('toFixed', () => (1).toFixed(bad));
show('sort', () => [badText, 'b'].sort());
show('indexOf', () => 'abc'.indexOf(badText));
show('split', () => 'abc'.split(badText));
show('BigInt', () => BigInt(bad));
show('RegExp', () => new RegExp(badText));
show('test', () => /a/.test(badText));
show('encode', () => encodeURIComponent(badText));
show('fromCharCode', () => String.fromCharCode(bad));
show('switch', () => { switch (+bad) { case 1: } });
show('callback', () => { const o = { m() { fail(); } }; [1].forEach(o.m); });
show('class callback', () => { class A { m() { fail(); } } [1].map(new A().m); });
show('from', () => Array.from({ [Symbol.iterator]() { return { next() { fail(); } }; } }));
show('throw into', () => { function* gen() { try { yield 1; } catch (e) { fail(); } } const g = gen(); g.next(); g.throw(1); });
show('method generator', () => { class A { *[Symbol.iterator]() { fail(); } } [...new A()]; });
show('toString', () => [badText].toString());
