// What hooks hear of timers, ticks, immediates, requests and scopes, and in which order.
const ah = require('async_hooks');
const fs = require('fs');
const log = [];
const ids = new Map([[0, 'none'], [1, 'main']]);
const count = {};
const name = (id) => ids.get(id) || '?';
const hook = ah.createHook({
  init(id, type, trigger, resource) {
    const n = count[type] = (count[type] || 0) + 1;
    ids.set(id, `${type}${n}`);
    log.push(`init ${name(id)} by ${name(trigger)} in ${name(ah.executionAsyncId())} ${typeof resource}`);
  },
  before(id) { log.push(`before ${name(id)} ${name(ah.executionAsyncId())} ${name(ah.triggerAsyncId())}`); },
  after(id) { log.push(`after ${name(id)} ${name(ah.executionAsyncId())}`); },
  destroy(id) { log.push(`destroy ${name(id)}`); },
}).enable();
const here = (what) => log.push(`-- ${what}: ${name(ah.executionAsyncId())} ${name(ah.triggerAsyncId())}`);
const last = (what) => setImmediate(() => here(what)); // so that what was destroyed is told
here('main');
process.nextTick(() => { here('tick'); process.nextTick(() => here('tick 2')); });
const resource = new ah.AsyncResource('MINE');
resource.runInAsyncScope(() => { here('mine'); process.nextTick(() => here('tick in mine')); });
resource.emitDestroy();
const cleared = setImmediate(() => {});
clearImmediate(cleared);
setImmediate(() => {
  here('immediate');
  setImmediate(() => here('immediate in immediate'));
  process.nextTick(() => here('tick in immediate'));
});
const steps = [
  () => {
    const timer = setTimeout(() => {
      here('timeout');
      process.nextTick(() => here('tick in timeout'));
      log.push(String(!ah.executionAsyncResource || ah.executionAsyncResource() === timer));
      last('after timeout');
    }, 1);
    clearTimeout(setTimeout(() => {}, 1));
  },
  () => {
    let n = 0;
    const interval = setInterval(() => {
      here('interval');
      if (++n < 2) return;
      clearInterval(interval);
      last('after interval');
    }, 20);
  },
  () => {
    fs.stat(__filename, () => {
      here('stat');
      process.nextTick(() => here('tick in stat'));
      last('after stat');
    });
  },
  () => {
    if (process.version.startsWith('v11.')) return;
    queueMicrotask(() => { here('microtask'); last('after microtask'); });
  },
  () => {
    hook.disable();
    setTimeout(() => { here('after disable'); console.log(log.join('\n')); }, 1);
  },
];
const next = () => {
  steps.shift()();
  if (steps.length > 0) setTimeout(next, 300);
};
setTimeout(next, 300);
