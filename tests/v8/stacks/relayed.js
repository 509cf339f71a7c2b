// Functions that are called by way of others.
const show = (f) => {
  try {
    f();
  } catch (e) {
    const lines = e.stack.split('\n').filter((line) => !/node:|internal|loader/.test(line));
    console.log(lines.map((line) => line.trim().replace(/\(?(file:\/\/)?\/.*\//, '(')).slice(1, 3).join(' | '));
  }
};
function fail() {
  throw new Error('x');
}
const boom = () => fail();
function Maker() {
  fail();
}
show(() => fail.call(null));
show(() => fail.call(undefined, 1));
show(() => fail.call());
show(() => fail.apply(null, [1]));
show(() => fail.bind(null)());
show(() => boom.call(null));
show(() => boom.apply(undefined, []));
show(() => Reflect.apply(fail, null, []));
show(() => Reflect.apply(boom, undefined, []));
show(() => Reflect.construct(Maker, []));
show(() => new Maker());
show(() => new Proxy({}, null));
show(() => new Proxy(fail, {})());
show(() => [1].forEach(fail));
