// Properties that go, or become something else, while the same code reads them again.
class Base { first() { return 'first'; } second() { return 'second'; } third() { return 'third'; } }
const instance = new Base();
const call = (object) => object.second();
const read = (object) => object.second;
console.log(call(instance), call(instance));
delete Base.prototype.first;
console.log('deleted before it', call(instance), call(instance));
Base.prototype.second = 7;
console.log('a value', read(instance), read(instance));
Object.defineProperty(Base.prototype, 'second', { get() { return 9; }, configurable: true });
console.log('a getter', read(instance), read(instance));
delete Base.prototype.second;
console.log('deleted', read(instance), read(instance));
Object.setPrototypeOf(Base.prototype, { second: 10 });
console.log('inherited', read(instance), read(instance));

const lazily = (object) => object.lazy;
const defines = { get lazy() { Object.defineProperty(this, 'lazy', { value: 1 }); return this.lazy; }, behind: 2 };
console.log('defines itself', lazily(defines), lazily(defines), lazily(defines));
const deletes = { get lazy() { delete this.lazy; return (this.lazy = 1); }, behind: 2 };
console.log('deletes itself', lazily(deletes), lazily(deletes), lazily(deletes));
class Lazy {
  get lazy() { console.log('computed'); Object.defineProperty(this, 'lazy', { value: 5 }); return 5; }
}
const lazy = new Lazy();
console.log('on the instance', lazily(lazy), lazily(lazy), lazily(lazy));

const own = { plain: 1 };
const plainly = (object) => object.plain;
console.log('plain', plainly(own));
own.__defineGetter__('plain', () => 3);
console.log('no longer', plainly(own), plainly(own));

const set = (object, value) => { object.key = value; return object.key; };
const kept = { key: 1 };
console.log('set', set(kept, 2), set(Object.freeze(kept), 3));
const listens = { set key(value) { console.log('setter', value); }, get key() { return 'got'; } };
console.log('accessor', set(listens, 1), set(listens, 2));
delete listens.key;
console.log('deleted', set(listens, 3), set(listens, 4), 'key' in listens);

const chain = { a: { b: { c() { return this.d; }, d: 'deep' } } };
class Outer { static inner() { return { Made: class { constructor() { this.x = chain.a.b.d; } } }; } }
const made = Outer.inner();
console.log(chain.a.b.c(), new made.Made().x);
console.log(1..toFixed(1), 1 .toFixed(2), 1.5.toFixed(0), [1, 2].length, `${chain.a . b /* . */ . d}`);
