// Stream operators: values, order, concurrency, aborts.
const { Readable } = require('stream');
const log = (...a) => console.log(...a);
const nums = () => Readable.from([1, 2, 3, 4, 5]);
const turns = async (n, v) => {
  for (let i = 0; i < n; i++) await new Promise((r) => setImmediate(r));
  return v;
};
(async () => {
  log(await nums().map((x) => x * 2).toArray());
  log(await nums().filter((x) => x % 2).toArray());
  log(await nums().filter(async (x) => x > 2).map((x) => `n${x}`).toArray());
  await nums().forEach((x) => log('each', x));
  log(await nums().some((x) => x > 3), await nums().every((x) => x > 3), await nums().find((x) => x > 3), await nums().find((x) => x > 9));
  log(await nums().flatMap((x) => [x, x]).toArray());
  log(await nums().drop(2).toArray(), await nums().take(2).toArray(), await nums().take(0).toArray(), await nums().drop(NaN).toArray());
  log(await nums().reduce((a, b) => a + b), await nums().reduce((a, b) => a + b, 10));
  try { await Readable.from([]).reduce((a, b) => a); } catch (e) { log(e.name, e.code, e.message); }
  try { nums().map(5); } catch (e) { log(e.name, e.code, e.message); }
  try { nums().take(-1); } catch (e) { log(e.name, e.code, e.message); }
  try { nums().map((x) => x, { concurrency: 0 }); } catch (e) { log(e.name, e.code, e.message); }
  try { await nums().map(() => { throw new Error('in map'); }).toArray(); } catch (e) { log(e.message); }
  // concurrency: results in order
  const order = [];
  const out = await nums().map(async (x) => { order.push(`start ${x}`); await turns([0, 19, 10, 6, 15, 4][x]); order.push(`end ${x}`); return x; }, { concurrency: 2 }).toArray();
  log(order.join(', '));
  log(out);
  const m = nums().map((x) => x);
  log(m instanceof Readable, m.readableObjectMode, typeof m.read);
  // laziness: how far the source is read
  let pulled = 0;
  const src = Readable.from((function* () { while (true) yield ++pulled; })());
  log(await src.map((x) => x).take(3).toArray());
  log('destroyed', src.destroyed, pulled);
  // abort
  const ac = new AbortController();
  turns(20).then(() => ac.abort());
  try { await nums().map((x, { signal }) => turns(15, x), { signal: ac.signal }).toArray(); } catch (e) { log(e.name, e.code); }
  try { await nums().toArray({ signal: AbortSignal.abort() }); } catch (e) { log(e.name, e.code); }
  // interleaving with ticks and promises
  const p = nums().map((x) => { log('map', x); return x; }).forEach((x) => log('got', x));
  process.nextTick(() => log('tick'));
  let q = Promise.resolve(); for (let i = 0; i < 60; i++) { const n = i; q = q.then(() => { if (n % 10 === 0) log('micro', n); }); }
  setImmediate(() => log('immediate'));
  await p;
  log('done');
})();
