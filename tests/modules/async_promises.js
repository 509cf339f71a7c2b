// What hooks hear of promises, and what runs in their jobs.
const ah = require('async_hooks');
const log = [];
const ids = new Map([[0, 'none'], [1, 'main']]);
const count = {};
const name = (id) => ids.get(id) || '?';
let shown = 0;
const old = new Promise((resolve) => setTimeout(resolve, 1, 'late'));
const oldThen = old.then(() => 3);
if (parseInt(process.versions.node) >= 12) (async () => { await old; await 1; here('await since'); })();
const hook = ah.createHook({
  init(id, type, trigger, resource) {
    if (type === 'TIMERWRAP') return;
    const n = count[type] = (count[type] || 0) + 1; ids.set(id, `${type}${n}`); log.push(`init ${name(id)} by ${name(trigger)} in ${name(ah.executionAsyncId())}`);
    if (type === 'PROMISE' && shown++ < 2) log.push(`${resource instanceof Promise} ${resource.constructor.name} ${Object.keys(resource).sort()} ${resource.isChainedPromise}`);
  },
  before(id) { if (name(id) !== '?') log.push(`before ${name(id)}`); },
  after(id) { if (name(id) !== '?') log.push(`after ${name(id)}`); },
  promiseResolve(id) { if (name(id) !== '?') log.push(`resolve ${name(id)}`); },
}).enable();
const here = (what) => { const r = ah.executionAsyncResource ? ah.executionAsyncResource() : {}; log.push(`-- ${what}: ${name(ah.executionAsyncId())} ${name(ah.triggerAsyncId())} ${r.constructor && r.constructor.name}`); };
here('first');
Promise.resolve(1).then(() => here('x'));
oldThen.then(() => here('after old'));
here('thenable');
Promise.resolve({ then(f) { here('its then'); setTimeout(f, 2, 3); } }).then((v) => here('v' + v));
here('await thenable');
(async () => { await { then(f) { here('its then'); f(7); } }; here('after thenable'); })();
here('throw');
new Promise(() => { throw new Error('x'); }).catch(() => { here('caught'); throw 3; }).catch(() => {});
here('return promise');
(async () => old)().then(() => here('returned'));
here('all');
Promise.all([old, 5]).then(() => here('all done'));
class Sub extends Promise {}
here('sub');
Sub.resolve(4).then(() => here('sub then'));
(async () => { await Sub.resolve(1); here('after sub'); })();
process.nextTick(() => { here('tick'); Promise.resolve().then(() => here('in tick')); });
here('chain');
Promise.resolve().then(() => Promise.resolve(1)).then(() => 2).finally(() => here('finally'));
here('async sync');
(async () => { here('in it'); })();
(async () => { await null; throw new Error('y'); })().catch(() => here('failed'));
here('end');
setTimeout(() => { hook.disable(); console.log(log.join('\n')); }, 60);
