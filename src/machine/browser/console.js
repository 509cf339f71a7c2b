'use strict';
// The console of a browser's developer tools, as text: what its lines show before anybody unfolds
// them. (Console Standard; the previews are Chrome's.)

const { types, write } = internal;

/** Properties and entries that a preview shows. */
const MOST_PROPERTIES = 5;
const MOST_ITEMS = 100;

const classOf = (value) => {
  for (let proto = Object.getPrototypeOf(value); proto !== null; proto = Object.getPrototypeOf(proto)) {
    const own = Object.getOwnPropertyDescriptor(proto, 'constructor')?.value;
    if (typeof own === 'function' && own.name !== '') return own.name;
  }
  return '';
};

const quoted = (text) => {
  const shown = text.length > 100 ? `${text.slice(0, 99)}…` : text;
  return `'${shown.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n')}'`;
};

const sourceOf = (value) => {
  const text = Function.prototype.toString.call(value);
  return text.startsWith('class') ? text : `ƒ ${text.replace(/^(async\s+)?function\s*/, '$1')}`;
};

/** An argument of `log`: a string as it is, anything else as a line of the console. */
function top(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return sourceOf(value);
  if (types.isNativeError(value)) return typeof value.stack === 'string' ? value.stack.trimEnd() : `${value}`;
  return preview(value, 0);
}

/** A value, unfolded to the depth at which a preview ends. */
function preview(value, depth) {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol') return String(value);
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'function') return 'ƒ';
  if (value === null || typeof value !== 'object') return `${value}`;
  if (types.isNativeError(value)) return typeof value.stack === 'string' ? value.stack.split('\n')[0] : `${value}`;
  if (types.isRegExp(value)) return `${value}`;
  if (types.isDate(value)) return Date.prototype.toString.call(value);
  if (types.isPromise(value)) return promise(value, depth);
  if (value.nodeType === 1 && typeof value.outerHTML === 'string') return depth > 0 ? selectorOf(value) : value.outerHTML;
  if (value.nodeType === 9) return '#document';
  if (value === globalThis) return 'Window {…}';
  const name = classOf(value);
  if (Array.isArray(value) || types.isTypedArray(value)) return list(value, name, depth);
  if (types.isMap(value) || types.isSet(value)) return collection(value, name, depth);
  if (depth > 0) return name === 'Object' || name === '' ? '{…}' : name;
  if ('isTrusted' in value && typeof value.type === 'string') return `${name} {isTrusted: ${value.isTrusted}, type: ${quoted(value.type)}, …}`;
  const all = Object.keys(value);
  const shown = all.slice(0, MOST_PROPERTIES).map((key) => `${keyOf(key)}: ${propertyOf(value, key)}`);
  if (all.length > MOST_PROPERTIES) shown.push('…');
  const start = name === 'Object' ? '' : name === '' ? '[Object: null prototype] ' : `${name} `;
  return `${start}{${shown.join(', ')}}`;
}

const keyOf = (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key));

// No getter of the program is called to show it.
function propertyOf(value, key) {
  const own = Object.getOwnPropertyDescriptor(value, key);
  return own !== undefined && 'value' in own ? preview(own.value, 1) : '(...)';
}

function list(value, name, depth) {
  const { length } = value;
  if (depth > 0) return `${name}(${length})`;
  const items = [];
  for (let at = 0; at < Math.min(length, MOST_ITEMS); at++) {
    items.push(at in value ? propertyOf(value, at) : 'empty');
  }
  if (length > MOST_ITEMS) items.push('…');
  const start = name === 'Array' ? (length > 1 ? `(${length}) ` : '') : `${name}(${length}) `;
  return `${start}[${items.join(', ')}]`;
}

function collection(value, name, depth) {
  const start = `${name}(${value.size})`;
  if (depth > 0) return start;
  const isMap = types.isMap(value);
  const all = isMap ? [...Map.prototype.entries.call(value)] : [...Set.prototype.values.call(value)];
  const shown = all.slice(0, MOST_PROPERTIES)
    .map((each) => (isMap ? `${preview(each[0], 1)} => ${preview(each[1], 1)}` : preview(each, 1)));
  if (all.length > MOST_PROPERTIES) shown.push('…');
  return `${start} {${shown.join(', ')}}`;
}

function promise(value, depth) {
  if (depth > 0) return 'Promise';
  const [state, result] = internal.promiseDetails(value);
  const word = ['pending', 'fulfilled', 'rejected'][state];
  return state === 0 ? 'Promise {<pending>}' : `Promise {<${word}>: ${preview(result, 1)}}`;
}

const selectorOf = (element) =>
  `${element.localName}${element.id === '' ? '' : `#${element.id}`}${element.className === '' ? '' : `.${element.className.trim().split(/\s+/).join('.')}`}`;

/** The arguments of `log` as one text: a first string may hold places for the others. */
function format(args) {
  const rest = [...args];
  let first = '';
  if (typeof rest[0] === 'string' && rest.length > 1) {
    first = rest.shift().replace(/%([sdifoOc%])/g, (all, kind) => {
      if (kind === '%') return '%';
      if (rest.length === 0) return all;
      const value = rest.shift();
      if (kind === 's') return typeof value === 'string' ? value : preview(value, 0);
      if (kind === 'd' || kind === 'i') return typeof value === 'symbol' ? 'NaN' : `${parseInt(value, 10)}`;
      if (kind === 'f') return typeof value === 'symbol' ? 'NaN' : `${parseFloat(value)}`;
      return kind === 'c' ? '' : top(value);
    });
    return [first, ...rest.map(top)].join(' ');
  }
  return rest.map(top).join(' ');
}

let indentation = '';
const counts = new Map();
const timers = new Map();

function print(stream, text) {
  write(stream, `${text.split('\n').map((line) => indentation + line).join('\n')}\n`);
}
const out = (...args) => print('stdout', format(args));
const err = (...args) => print('stderr', format(args));
const passed = (label) => `${label}: ${internal.now() - timers.get(label)} ms`;

const console = {
  log: out,
  info: out,
  debug: out,
  dir: (value) => out(typeof value === 'object' && value !== null && value.nodeType === 1 ? selectorOf(value) : value),
  dirxml: out,
  table: (value) => out(value),
  warn: err,
  error: err,
  trace: (...args) => print('stdout', [args.length > 0 ? format(args) : 'console.trace', ...new Error('').stack.split('\n').slice(1)].join('\n').trimEnd()),
  assert(condition, ...args) {
    if (!condition) err(...(args.length === 0 ? ['Assertion failed'] : typeof args[0] === 'string' ? [`Assertion failed: ${args[0]}`, ...args.slice(1)] : ['Assertion failed:', ...args]));
  },
  count(label = 'default') {
    const times = (counts.get(`${label}`) ?? 0) + 1;
    counts.set(`${label}`, times);
    out(`${label}: ${times}`);
  },
  countReset(label = 'default') {
    if (!counts.delete(`${label}`)) err(`Count for '${label}' does not exist`);
  },
  group(...args) {
    if (args.length > 0) out(...args);
    indentation += '  ';
  },
  groupCollapsed(...args) { console.group(...args); },
  groupEnd() { indentation = indentation.slice(2); },
  time(label = 'default') {
    if (timers.has(`${label}`)) err(`Timer '${label}' already exists`);
    else timers.set(`${label}`, internal.now());
  },
  timeLog(label = 'default', ...args) {
    if (timers.has(`${label}`)) out(passed(`${label}`), ...args);
    else err(`Timer '${label}' does not exist`);
  },
  timeEnd(label = 'default') {
    if (timers.has(`${label}`)) out(passed(`${label}`));
    else err(`Timer '${label}' does not exist`);
    timers.delete(`${label}`);
  },
  clear() {},
};
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });

module.exports = { console };
