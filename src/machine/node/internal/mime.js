'use strict';
// util.MIMEType and util.MIMEParams: the parts of a media type (WHATWG MIME Sniffing).

const { nodeError } = require('internal/errors');
const toJSONOf = (proto) => { proto.toJSON = proto.toString; };

const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const notQuoted = /[^\t\u0020-~\u0080-\u00FF]/;
const space = '[\\r\\n\\t ]';
const trimStart = (text) => text.replace(new RegExp(`^${space}+`), '');
const trimEnd = (text) => text.replace(new RegExp(`${space}+$`), '');

const syntax = (production, text, index) => nodeError(TypeError, 'ERR_INVALID_MIME_SYNTAX',
  `The MIME syntax for a ${production} in ${JSON.stringify(text)} is invalid${index !== -1 ? ` at ${index}` : production === 'subtype' && internal.major < 20 ? ' at ' : ''}`);

/** Checks a token; the message says where it is wrong. */
function token(production, value) {
  const at = value.search(notToken);
  if (value.length === 0 || at !== -1) throw syntax(production, value, at);
  return value;
}

function quoted(value) {
  if (value.length === 0) return '""';
  if (!notToken.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

class MIMEParams {
  #list = new Map();
  static fill(params, text) {
    let rest = text;
    while (rest.length > 0) {
      rest = trimStart(rest);
      let end = rest.search(/[;=]/);
      if (end === -1) end = rest.length;
      const name = rest.slice(0, end).toLowerCase();
      const separator = rest[end];
      rest = rest.slice(end + 1);
      if (separator !== '=') continue;
      let value;
      if (rest[0] === '"') {
        const found = /^"((?:[^"\\]|\\[^])*)("|\\?$)/.exec(rest);
        value = found[1].replace(/\\([^])/g, '$1');
        rest = rest.slice(found[0].length);
        const next = rest.indexOf(';');
        rest = next === -1 ? '' : rest.slice(next + 1);
      } else {
        let stop = rest.indexOf(';');
        if (stop === -1) stop = rest.length;
        value = trimEnd(rest.slice(0, stop));
        rest = rest.slice(stop + 1);
        if (value === '') continue;
      }
      if (name !== '' && !notToken.test(name) && !notQuoted.test(value) && !params.#list.has(name)) {
        params.#list.set(name, value);
      }
    }
  }
  delete(name) { this.#list.delete(`${name}`); }
  get(name) { return this.#list.get(`${name}`) ?? null; }
  has(name) { return this.#list.has(`${name}`); }
  set(name, value) {
    const [key, text] = [`${name}`, `${value}`];
    token('parameter name', key);
    const at = text.search(notQuoted);
    if (at !== -1) throw syntax('parameter value', text, at);
    this.#list.set(key, text);
  }
  *entries() { yield* this.#list.entries(); }
  *keys() { yield* this.#list.keys(); }
  *values() { yield* this.#list.values(); }
  toString() { return [...this.#list].map(([name, value]) => `${name}=${quoted(value)}`).join(';'); }
}
const { fill } = MIMEParams;
delete MIMEParams.fill;
Object.defineProperty(MIMEParams.prototype, Symbol.iterator, {
  value: MIMEParams.prototype.entries, writable: true, configurable: true,
});
toJSONOf(MIMEParams.prototype);

class MIMEType {
  #type;
  #subtype;
  #parameters = new MIMEParams();
  constructor(string) {
    const text = `${string}`;
    const trimmed = trimStart(text);
    const slash = trimmed.indexOf('/');
    const type = slash === -1 ? trimmed : trimmed.slice(0, slash);
    const at = type.search(notToken);
    if (type === '' || at !== -1 || slash === -1) throw syntax('type', text, at);
    const rest = trimmed.slice(slash + 1);
    const semicolon = rest.indexOf(';');
    const subtype = trimEnd(semicolon === -1 ? rest : rest.slice(0, semicolon));
    const wrong = subtype.search(notToken);
    if (subtype === '' || wrong !== -1) throw syntax('subtype', text, wrong);
    this.#type = type.toLowerCase();
    this.#subtype = subtype.toLowerCase();
    if (semicolon !== -1) fill(this.#parameters, rest.slice(semicolon + 1));
  }
  get type() { return this.#type; }
  set type(value) { this.#type = token('type', `${value}`).toLowerCase(); }
  get subtype() { return this.#subtype; }
  set subtype(value) { this.#subtype = token('subtype', `${value}`).toLowerCase(); }
  get essence() { return `${this.#type}/${this.#subtype}`; }
  get params() { return this.#parameters; }
  toString() {
    const parameters = `${this.#parameters}`;
    return this.essence + (parameters === '' ? '' : `;${parameters}`);
  }
}
toJSONOf(MIMEType.prototype);

module.exports = { MIMEParams, MIMEType };
