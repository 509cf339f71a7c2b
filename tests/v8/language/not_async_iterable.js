// What V8 says of what cannot be iterated over asynchronously, and where.
async function run(f) { try { for await (const x of f()) ; } catch (e) { console.log(e.message, '@' + (/(\d+:\d+)\)?$/m.exec(e.stack.split('\n').slice(1).join('\n')) || [])[1]); } }
const o = { p: 5, m() { return 5; }, u() {} }; const f = () => 5;
const functions = [
  async function* () { yield* 5; },
  async function* () { yield* o; },
  async function* () { yield* o.p; },
  async function* () { yield* undefined; },
  async function* () { yield* o.q; },
  async function* () { let u = null; yield* u; },
  async function* () { yield* o.p(); },
  async function* () { for await (const x of o) ; },
  async function* () { for await (const x of o.q) ; },
  async function* () { for await (const x of undefined) ; },
  async function* () { for await (const x of 5) ; },
  async function* () { for await (const x of o.m()) ; },
  async function* () { for await (const x of f()) ; },
  async function* () { for await (const x of o.u()) ; },
  async function* () { for await (const x of o.p) ; },
  async function* () { for await (const x of await 5) ; },
  async function* () { for await (const x of new Map().size) ; },
  async function* () { yield* f(); },
  async function* () { yield* 5 + 5; },
  async function* () { yield* (o); },
  async function* () { yield* o.u(); },
  async function* () { yield* {}; },
  async function* () { for await (const x of {}) ; },
  async function* () { for await (const [x] of [5]) ; },
];
(async () => { for (const f of functions) await run(f); })();
