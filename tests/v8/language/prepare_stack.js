// `Error.prepareStackTrace`: when it is asked, and what it is told of the calls.
const old = Error.prepareStackTrace;
console.log(typeof old, old && old.name, old && old.length, Object.keys(Error).join());
const log = [];
Error.prepareStackTrace = function (error, calls) {
  log.push(`${this === Error} ${arguments.length} ${error.message} ${typeof new Error('within').stack}`);
  return calls;
};
const made = new Error('made');
log.push('not asked');
const calls = made.stack;
log.push('asked');
console.log(log.join(', '), made.stack === calls, Array.isArray(calls));
console.log(calls[0], Object.keys(calls[0]).length, calls[0].constructor.name);
console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(calls[0])).join());
const said = (call) => [
  String(call).split(__dirname + '/').join(''), call.getFunctionName(), call.getFileName() && call.getFileName() === __filename,
  call.getLineNumber(), call.getColumnNumber(), call.isConstructor() && call.getFileName() ? 'new' : call.isToplevel(), call.isConstructor(), call.isNative(), call.isEval(),
  call.getScriptNameOrSourceURL && call.getScriptNameOrSourceURL() === call.getFileName(), call.isAsync && call.isAsync(), call.isPromiseAll && call.isPromiseAll(),
  call.getPromiseIndex && call.getPromiseIndex(), String(call.getEvalOrigin()).split(__dirname + '/').join(''),
];
const show = (calls, from, to) => { for (const call of calls.slice(from, to)) console.log(JSON.stringify(said(call))); };
show(calls, 0, 1);
const here = () => new Error('here').stack;
function plain() { return here(); }
show(plain(), 0, 2);
const object = { method() { return here(); }, 'a-b': function () { return here(); }, plain, get read() { return here(); } };
show(object.method(), 1, 2);
show(object['a-b'](), 1, 2);
show(object.plain(), 1, 2);
show(object.read, 1, 2);
class A { constructor() { this.calls = here(); } method() { return here(); } static create() { return new A(); } }
show(new A().calls, 1, 2);
show(A.create().calls, 2, 3);
class B extends A { constructor() { super(); this.own = here(); } }
show(new B().own, 1, 2);
show(new B().calls, 1, 3);
show(new A().method(), 1, 2);
show([1].map(() => here())[0], 1, 3);
show(new Set([1]).forEach(() => show(here(), 2, 3)) || [], 0);
show([...(function* () { yield here(); })()][0], 1, 2);
show(JSON.parse('1', () => here()), 2, 3);
new Promise(() => show(here(), 2, 3));
const holder = {};
(function captures() { (function hidden() { Error.captureStackTrace(holder, hidden); })(); })();
show(holder.stack, 0, 1);
try { null.x; } catch (error) { show(error.stack, 0, 1); }
try { JSON.parse('{'); } catch (error) { show(error.stack, 0, 2); }
try { calls[0].getLineNumber.call({}); } catch (error) { console.log(error.message); }
try { new calls[0].constructor(); } catch (error) { console.log(error.message); }
Error.stackTraceLimit = 1;
console.log(plain().length);
Error.stackTraceLimit = 10;
Error.prepareStackTrace = () => { throw new TypeError('refused'); };
const refused = new Error('twice');
for (let i = 0; i < 2; i++) try { refused.stack; } catch (error) { console.log(error.message); }
Error.prepareStackTrace = (error, calls) => `${error.message} at line ${calls[0].getLineNumber()}`;
console.log(refused.stack);
console.log(new RangeError('told').stack);
const later = new Error('later');
Error.prepareStackTrace = old;
console.log(later.stack.split('\n')[0]);
console.log(typeof new Error().stack, String(Error.prepareStackTrace && Error.prepareStackTrace(new Error('x'), ['a', 'b'])).split('\n').join());
delete Error.prepareStackTrace;
console.log('prepareStackTrace' in Error, new Error('gone').stack.split('\n')[0]);
Error.prepareStackTrace = 5;
console.log(new Error('no function').stack.split('\n')[0]);
(async () => {
  const wait = async () => {
    await 1;
    Error.prepareStackTrace = (_, calls) => calls.filter((call) => call.isAsync && call.isAsync());
    const { stack } = new Error();
    Error.prepareStackTrace = old;
    return stack;
  };
  async function waits() { return (await Promise.all([0, wait()]))[1]; }
  show(await waits(), 0);
})();
