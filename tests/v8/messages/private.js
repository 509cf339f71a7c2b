// since 12
// Each line provokes an error; what it says and where it points is printed.
const t = (f) => {
  try { f(); console.log('no error'); } catch (e) {
    const frame = e.stack.split('\n').find((line) => line.includes(__filename + ':'));
    const at = frame && /:(\d+:\d+)\)?$/.exec(frame);
    console.log(`${e.name}: ${e.message.split('\n').join('\\n')} @${at && at[1]}`);
  }
};
class A {
  #x = 1; static #s = 2;
  static read(o) { return o.#x; }
  static write(o) { o.#x = 2; }
  static sread(o) { return o.#s; }
  static call(o) { o.#x(); }
  static update(o) { o.#x++; }
  static chain(o) { return o.a.#x; }
  callx() { this.#x(); }
}
t(() => A.read({}));
t(() => A.read(null));
t(() => A.read(undefined));
t(() => A.read(5));
t(() => A.write({}));
t(() => A.write(null));
t(() => A.sread({}));
t(() => A.call({}));
t(() => A.update({}));
t(() => A.chain({}));
t(() => A.chain({ a: {} }));
t(() => new A().callx());
class Fields { x = undefined.y; }
t(() => new Fields());
class Fields2 { x = this.z.y; }
t(() => new Fields2());
class Fields3 { static x = 1; y = nope; }
t(() => new Fields3());
t(() => { class S { static x = null.y; } });
class Again { constructor(o) { return o; } } class Stamp extends Again { #y = 1; }
t(() => { const o = {}; new Stamp(o); new Stamp(o); });
