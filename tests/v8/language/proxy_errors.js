// What is said of traps that break the rules, and of proxies that are revoked.
'use strict';
const t = (use) => {
  try {
    console.log(String(use()));
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
};
const fz = Object.freeze({ a: 1 });
const ne = Object.preventExtensions({ a: 1 });
const ro = Object.defineProperty({}, 'a', { value: 1 });
const so = Object.defineProperty({}, 'a', { set() {} });
const P = (o, h) => new Proxy(o, h);
t(() => { P([], { set: () => false }).push(1); });
t(() => Object.keys(P({}, { ownKeys: () => 5 })));
t(() => Object.keys(P({}, { ownKeys: () => ['a', 'a'] })));
t(() => Object.keys(P(ne, { ownKeys: () => ['a', 'b'] })));
t(() => Object.keys(P({}, { ownKeys: () => undefined })));
t(() => Object.getPrototypeOf(P({}, { getPrototypeOf: () => 5 })));
t(() => Object.getPrototypeOf(P(ne, { getPrototypeOf: () => ({}) })));
t(() => Object.setPrototypeOf(P({}, { setPrototypeOf: () => false }), {}));
t(() => Object.preventExtensions(P({}, { preventExtensions: () => false })));
t(() => Object.preventExtensions(P({}, { preventExtensions: () => true })));
t(() => new (P(() => 0, {}))());
t(() => P({}, {})());
t(() => new (P({}, {}))());
t(() => new Proxy());
t(() => new Proxy({}));
t(() => new Proxy(1, {}));
t(() => Proxy({}, {}));
t(() => Proxy.revocable(1));
const r = Proxy.revocable({ a: 1 }, {});
r.revoke();
t(() => r.proxy.a);
t(() => { r.proxy.a = 1; });
t(() => 'a' in r.proxy);
t(() => delete r.proxy.a);
t(() => Object.keys(r.proxy));
t(() => Object.getPrototypeOf(r.proxy));
t(() => Object.setPrototypeOf(r.proxy, null));
t(() => Object.isExtensible(r.proxy));
t(() => Object.preventExtensions(r.proxy));
t(() => Object.defineProperty(r.proxy, 'a', {}));
t(() => Object.getOwnPropertyDescriptor(r.proxy, 'a'));
t(() => r.proxy instanceof Object);
t(() => Array.isArray(r.proxy));
t(() => JSON.stringify(r.proxy));
t(() => `${r.proxy}`);
t(() => typeof r.proxy);
t(() => Object.assign({}, r.proxy));
t(() => r.proxy.a());
t(() => { const { a } = r.proxy; });
t(() => [...r.proxy]);
const rf = Proxy.revocable(function () {}, {});
rf.revoke();
t(() => rf.proxy());
t(() => new rf.proxy());
t(() => typeof rf.proxy);
t(() => class extends rf.proxy {});

const member = new Proxy({ age: 1 }, { set: () => false, deleteProperty: () => false });
t(() => { member.age = 2; });
t(() => { member['age'] = 2; });
t(() => delete member.age);
t(() => Reflect.set(member, 'age', 3));
const list = new Proxy([1], { set: (target, key, value) => value < 5 });
t(() => { list[0] = 2; });
t(() => { list[0] = 7; });
