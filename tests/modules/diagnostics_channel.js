// diagnostics_channel: channels and tracing channels.
const dc = require('diagnostics_channel');
const { AsyncLocalStorage } = require('async_hooks');
const c = dc.channel('my');
console.log(c.hasSubscribers, c, dc.channel('my') === c);
c.publish('nobody');
const sub = (m, n) => console.log('heard', m, n);
c.subscribe(sub);
console.log(c.hasSubscribers, c, c instanceof dc.Channel);
c.publish({ a: 1 });
c.subscribe((m) => { throw new Error('from subscriber'); });
c.subscribe((m) => console.log('third', m));
process.on('uncaughtException', (e) => console.log('uncaught', e.message));
c.publish('x');
console.log('after publish');
process.nextTick(() => console.log('tick'));
console.log(c.unsubscribe(sub), c.unsubscribe(sub), c.unsubscribe(() => {}));
try { c.subscribe(5); } catch (e) { console.log(e.name, e.code, e.message); }
try { dc.channel(5); } catch (e) { console.log(e.name, e.code, e.message); }
console.log(dc.hasSubscribers('my'), dc.hasSubscribers('none'), dc.channel(Symbol('s')).name);
if (dc.subscribe) { const f = (m) => console.log('sub', m); dc.subscribe('two', f); dc.channel('two').publish(1); console.log(dc.unsubscribe('two', f), dc.hasSubscribers('two')); }
if (dc.tracingChannel) {
  const t = dc.tracingChannel('op');
  const h = {};
  for (const e of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) h[e] = (m) => console.log(e, m.error ? m.error.message : m);
  t.traceSync(() => 1, { quiet: true });
  t.subscribe(h);
  console.log(t.traceSync((a) => a * 2, { id: 1 }, null, 4));
  try { t.traceSync(() => { throw new RangeError('r'); }, {}); } catch (e) { console.log(e.message); }
  t.tracePromise(async (x) => x + 1, { p: 1 }, null, 1).then((v) => console.log('value', v)).then(() => {
    t.traceCallback((x, cb) => setImmediate(cb, null, x), -1, { c: 1 }, null, 9, (e, v) => {
      console.log('cb', e, v);
      console.log(t.unsubscribe(h));
    });
  });
  const als = new AsyncLocalStorage();
  const ch = dc.channel('als');
  ch.bindStore(als, (d) => d.value);
  console.log(ch.runStores({ value: 7 }, () => als.getStore()), als.getStore(), ch.unbindStore(als));
}
