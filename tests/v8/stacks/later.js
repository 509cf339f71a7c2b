// Stacks of what the loop calls; frames of Node's own files are left out.
const show = (name, e) => {
  const own = e.stack.split('\n').filter((line) => !/node:|internal|bootstrap|module\.js|timers\.js|events\.js|next_tick|\(module|Module\._/.test(line));
  console.log(name + ' ' + own.map((line) => line.split(__dirname + '/').join('').trim()).join(' | '));
};
const trace = (name) => show(name, new Error('t'));
const { EventEmitter } = require('events');
const tick = () => new Promise((resolve) => setImmediate(resolve));
async function leaf(name) { await null; trace(name); }
async function middle(name) { await leaf(name); }
async function root(name) { const x = await middle(name); return x; }
async function thrower() { await null; throw new Error('from thrower'); }
async function catcher() { try { await thrower(); } catch (e) { show('catcher', e); } }
class K { async m(name) { await null; trace(name); } async n(name) { await this.m(name); } static async s(name) { await null; trace(name); } }
const o = { async am(name) { await null; trace(name); } };
const arrow = async (name) => { await null; trace(name); };
const steps = [
  () => setTimeout(() => trace('timeout arrow'), 0),
  () => setTimeout(function () { trace('timeout function'); }, 0),
  () => setTimeout(function named() { trace('timeout named'); }, 0),
  () => { const i = setInterval(() => { trace('interval'); clearInterval(i); }, 1); },
  () => setImmediate(() => trace('immediate arrow')),
  () => setImmediate(function () { trace('immediate function'); }),
  () => setImmediate(function named() { trace('immediate named'); }),
  () => process.nextTick(() => trace('tick arrow')),
  () => process.nextTick(function () { trace('tick function'); }),
  () => process.nextTick(function named() { trace('tick named'); }),
  () => Promise.resolve().then(() => trace('then arrow')),
  () => Promise.resolve().then(function () { trace('then function'); }),
  () => Promise.resolve().then(function named() { trace('then named'); }),
  () => Promise.reject(1).catch(() => trace('catch')),
  () => Promise.resolve().finally(() => trace('finally')),
  () => leaf('leaf'),
  () => middle('middle'),
  () => root('root'),
  () => { leaf('leaf in arrow'); },
  () => catcher(),
  () => new K().m('method'),
  () => new K().n('methods'),
  () => K.s('static'),
  () => o.am('object'),
  () => arrow('arrow'),
  () => (async () => { await leaf('anonymous'); })(),
  () => (async () => { await Promise.all([leaf('all 0'), leaf('all 1')]); })(),
  () => (async () => { await Promise.race([leaf('race')]); })(),
  () => (async () => { const p = leaf('variable'); await p; })(),
  () => (async () => { await leaf('then of await').then(() => {}); })(),
  () => (async () => { for await (const x of (async function* ag() { await null; trace('async generator'); yield 1; })()); })(),
  () => (async () => { try { await thrower(); } finally { trace('finally'); } })().catch((e) => show('rethrown', e)),
  () => new EventEmitter().on('x', () => trace('emitter arrow')).emit('x'),
  () => new EventEmitter().on('x', function () { trace('emitter function'); }).emit('x'),
  () => new EventEmitter().on('x', function named() { trace('emitter named'); }).emit('x'),
  () => { class My extends EventEmitter {} new My().once('x', () => trace('once')).emit('x'); },
  () => thrower().catch((e) => show('caught', e)),
  () => Promise.resolve().then(() => { null.x; }).catch((e) => show('then throws', { stack: e.stack.replace(/.*\n/, '') })),
  () => new Promise(() => { throw new Error('executor'); }).catch((e) => show('executor', e)),
];
(async function main() { for (const step of steps) { step(); await new Promise((resolve) => setTimeout(resolve, 5)); } })();
