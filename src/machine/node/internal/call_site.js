'use strict';
// What `Error.prepareStackTrace` is given: calls as V8 describes them (its "Stack trace API"),
// of which `engine/errors/prepare.rs` knows the values. What is not known is refused.

const { major } = internal;
const { create, defineProperty } = Object;
const { unsupported } = require('internal/errors');

/** What is known of each call. */
const known = new WeakMap();

function CallSite() {
  throw new TypeError('Not supported');
}

const refused = (name) => () => {
  throw unsupported(`CallSite.prototype.${name}`);
};
/** V8 7 gives a place in its own JavaScript. */
const placed = (name, read) => (call) => (call.isNative ? refused(name)() : read(call));

/** The methods in V8's order: what each reads, and since which Node it is there. */
const methods = [
  ['getColumnNumber', placed('getColumnNumber', (call) => call.column)],
  ['getEnclosingColumnNumber', refused('getEnclosingColumnNumber'), 14],
  ['getEnclosingLineNumber', refused('getEnclosingLineNumber'), 14],
  // Without `eval`, V8 before 7.7 names the file.
  ['getEvalOrigin', placed('getEvalOrigin', (call) => (major < 12 && call.file !== null ? call.file : undefined))],
  ['getFileName', placed('getFileName', (call) => call.file)],
  ['getFunction', refused('getFunction')],
  ['getFunctionName', (call) => call.name],
  ['getLineNumber', placed('getLineNumber', (call) => call.line)],
  ['getMethodName', refused('getMethodName')],
  ['getPosition', refused('getPosition')],
  ['getPromiseIndex', (call) => call.index, 12],
  ['getScriptNameOrSourceURL', placed('getScriptNameOrSourceURL', (call) => call.file)],
  ['getScriptHash', refused('getScriptHash'), 20],
  ['getThis', refused('getThis')],
  ['getTypeName', refused('getTypeName')],
  ['isAsync', (call) => call.isAsync, 12],
  ['isConstructor', (call) => call.isNew],
  ['isEval', () => false],
  ['isNative', (call) => call.isNative],
  ['isPromiseAll', (call) => call.isPromiseAll, 12],
  ['isToplevel', (call) => (call.isPlain === null ? refused('isToplevel')() : call.isPlain)],
  ['toString', (call) => call.text],
];

for (const [name, read, since = 10] of methods) {
  if (major < since) continue;
  const { [name]: value } = {
    [name]() {
      const call = known.get(this);
      if (call === undefined) throw new TypeError(`CallSite method ${name} expects CallSite as receiver`);
      return read(call);
    },
  };
  defineProperty(CallSite.prototype, name, { value });
}

const callSites = (calls) => calls.map((values) => {
  const [text, name, file, line, column, isPlain, isNew, isNative, isAsync, isPromiseAll, index] = values;
  const site = create(CallSite.prototype);
  known.set(site, { text, name, file, line, column, isPlain, isNew, isNative, isAsync, isPromiseAll, index });
  return site;
});

/** Node's own `Error.prepareStackTrace`. */
function prepareStackTrace(error, calls) {
  const head = Error.prototype.toString.call(error);
  return calls.length === 0 ? head : `${head}\n    at ${calls.join('\n    at ')}`;
}

module.exports = { callSites, prepareStackTrace };
