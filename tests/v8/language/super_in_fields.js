// `super` in fields is the prototype of the parent, and in static ones the parent.
class Base { method(...a) { return ['base', this.constructor.name, ...a].join(); } get g() { return 'g'; } static sm() { return 's'; } }
class D extends Base {
  method = (...a) => ['arrow', ...super.method(1, ...a)].join('');
  x = super.method();
  y = super['met' + 'hod'](2, 3);
  z = () => () => super.g;
  static s = super.sm();
  static t = () => super.name;
  f() { return super.method(); }
  o = { m() { return super.toString === Object.prototype.toString; } };
  c = class extends Base { k = super.method ? 'has' : 'no'; i() { return super.method(); } };
}
const d = new D();
console.log(d.method(4), d.x, d.y, d.z()(), D.s, D.t(), d.f(), d.o.m(), new d.c().k, new d.c().i(), d.method.name, D.t.name);
class E extends Base { q = super.nope; r = super.nope === undefined; }
console.log(new E().q, new E().r);
