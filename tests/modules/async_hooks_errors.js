// What hooks hear, and which resource runs: errors, scopes, refreshed timers, crypto (16 and later).
const ah = require('async_hooks');
const crypto = require('crypto');
const log = [];
const lines = [];
const out = (...line) => { lines.push(line); };
const ids = new Map([[0, 'none'], [1, 'main']]);
const count = {};
const name = (id) => ids.get(id) || '?';
const callbacks = {
  init(id, type, trigger) { const n = count[type] = (count[type] || 0) + 1; ids.set(id, `${type}${n}`); log.push(`init ${name(id)} by ${name(trigger)}`); },
  before(id) { log.push(`before ${name(id)}`); },
  after(id) { log.push(`after ${name(id)}`); },
  destroy(id) { log.push(`destroy ${name(id)}`); },
};
out(ah.executionAsyncId(), ah.triggerAsyncId());
const hook = ah.createHook(callbacks);
out(hook.enable() === hook);
try { ah.createHook({ init: 5 }); } catch (e) { out(e.name, e.code, e.message); }
try { ah.createHook(); } catch (e) { out(e.name); }
try { new ah.AsyncResource(); } catch (e) { out(e.name, e.code); }
process.on('uncaughtException', (e) => { log.push(`caught ${e.message} in ${name(ah.executionAsyncId())}`); });
setTimeout(() => { log.push('throws'); throw new Error('one'); }, 500);
setImmediate(() => { log.push('throws'); throw new Error('two'); });
process.nextTick(() => { log.push('throws'); throw new Error('three'); });
const r = new ah.AsyncResource('R', { triggerAsyncId: 1, requireManualDestroy: true });
out(r.asyncId() === ah.executionAsyncId(), r.triggerAsyncId());
out(r.runInAsyncScope(function (a, b) { return [this.x, a, b, ah.executionAsyncId() === r.asyncId(), ah.triggerAsyncId()].join(); }, { x: 1 }, 2, 3));
try { r.runInAsyncScope(() => { throw new Error('in scope'); }); } catch (e) { log.push(e.message, name(ah.executionAsyncId())); }
const a = ah.executionAsyncId();
const before = new ah.AsyncResource('A', { requireManualDestroy: true }).asyncId();
setTimeout(() => {}, 700);
out(new ah.AsyncResource('B', { requireManualDestroy: true }).asyncId() - before);
setTimeout(() => { crypto.randomBytes(8, () => { log.push(`random ${name(ah.executionAsyncId())}`); }); }, 900);
const t = setTimeout(() => { log.push('refreshed'); }, 1200);
t.refresh();
setTimeout(() => {
  hook.disable();
  r.emitDestroy();
  process.nextTick(() => {});
  log.push('disabled');
  setTimeout(() => { lines.forEach((line) => console.log(...line)); console.log(log.join('\n')); }, 5);
}, 1600);
