// Functions in fields of classes; since 12.
const show = (name, run) => {
  try {
    console.log(name, 'gave', run());
  } catch (error) {
    const frames = error.stack.split('\n').slice(1, 6).filter((line) => !/node:|internal|module\.js|loader/.test(line));
    console.log(name + ': ' + frames.map((line) => line.trim().replace(/\(?\/.*\//, '(')).join(' | '));
  }
};
function fail() { throw new Error('x'); }
show('arrow', () => { class A { x = () => fail(); } new A().x(); });
show('function', () => { class A { x = function () { fail(); }; } new A().x(); });
show('static arrow', () => { class A { static x = () => fail(); } A.x(); });
show('value', () => { class A { x = fail(); } new A(); });
show('extending', () => { class A {} class B extends A { x = fail(); } new B(); });
show('private arrow', () => { class A { #m = () => fail(); run() { this.#m(); } } new A().run(); });
show('handed on', () => { class A { x = () => fail(); run() { [1].forEach(this.x); } } new A().run(); });
