'use strict';
// util.parseArgs: a command line as options and positionals.

const { major } = internal;
const { create, entries, hasOwn } = Object;
const {
  invalidArgType, invalidArgValue, nodeError, validateBoolean, validateObject, validateString,
} = require('internal/errors');

const kinds = ['string', 'boolean'];
const wrong = (code, message) => nodeError(TypeError, `ERR_PARSE_ARGS_${code}`, message);

function validateList(value, name) {
  if (!Array.isArray(value)) throw invalidArgType(name, 'Array', value);
}
const validators = { string: validateString, boolean: validateBoolean };

function check(options) {
  for (const [name, option] of entries(options)) {
    const at = `options.${name}`;
    validateObject(option, at);
    const { type } = option;
    if (!kinds.includes(type)) throw invalidArgType(`${at}.type`, `('${kinds.join('|')}')`, type);
    if (hasOwn(option, 'short')) {
      validateString(option.short, `${at}.short`);
      if (option.short.length !== 1) throw invalidArgValue(`${at}.short`, option.short, 'must be a single character');
    }
    if (hasOwn(option, 'multiple')) validateBoolean(option.multiple, `${at}.multiple`);
    const given = option.default;
    if (given === undefined) continue;
    if (option.multiple) {
      validateList(given, `${at}.default`);
      given.forEach((value, i) => validators[type](value, `${at}.default[${i}]`));
    } else {
      validators[type](given, `${at}.default`);
    }
  }
}

/** What each argument is; nothing is checked yet. */
function tokensOf(args, options) {
  const long = (short) => entries(options).find(([, option]) => option.short === short)?.[0] ?? short;
  const takes = (name) => hasOwn(options, name) && options[name].type === 'string';
  const tokens = [];
  const rest = args.map((arg, index) => ({ arg, index }));
  const option = (name, rawName, index, value, inlineValue) => tokens.push({ kind: 'option', name, rawName, index, value, inlineValue });
  // The next argument is the value of an option that takes one, whatever it looks like.
  const valueAfter = (name) => (takes(name) && rest.length > 0 ? rest.shift().arg : undefined);
  while (rest.length > 0) {
    const { arg, index } = rest.shift();
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const each of rest) tokens.push({ kind: 'positional', index: each.index, value: each.arg });
      break;
    }
    if (arg.length === 2 && arg[0] === '-' && arg[1] !== '-') {
      const name = long(arg[1]);
      const value = valueAfter(name);
      option(name, arg, index, value, value === undefined ? undefined : false);
    } else if (arg.length > 2 && arg[0] === '-' && arg[1] !== '-') {
      if (takes(long(arg[1]))) {
        option(long(arg[1]), arg.slice(0, 2), index, arg.slice(2), true);
        continue;
      }
      // A group: each but the last is a flag, and an option with a value ends it.
      const expanded = [];
      for (let i = 1; i < arg.length; i++) {
        if (!takes(long(arg[i])) || i === arg.length - 1) {
          expanded.push(`-${arg[i]}`);
        } else {
          expanded.push(`-${arg.slice(i)}`);
          break;
        }
      }
      rest.unshift(...expanded.map((each) => ({ arg: each, index })));
    } else if (arg.length > 2 && arg.startsWith('--')) {
      const equals = arg.indexOf('=', 3);
      if (equals === -1) {
        const name = arg.slice(2);
        const value = valueAfter(name);
        option(name, arg, index, value, value === undefined ? undefined : false);
      } else {
        option(arg.slice(2, equals), arg.slice(0, equals), index, arg.slice(equals + 1), true);
      }
    } else {
      tokens.push({ kind: 'positional', index, value: arg });
    }
  }
  return tokens;
}

function checkUse(token, config, options, allowNegative) {
  const known = (name) => hasOwn(options, name);
  const negated = allowNegative && token.rawName.startsWith('--no-') && known(token.name.slice(3))
    && options[token.name.slice(3)].type === 'boolean';
  if (!known(token.name) && !negated) {
    const positionals = config.allowPositionals
      ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- "${token.rawName}"` : '';
    throw wrong('UNKNOWN_OPTION', `Unknown option '${token.rawName}'${positionals}`);
  }
  if (negated) return;
  const { short, type } = options[token.name];
  const both = `${short ? `-${short}, ` : ''}--${token.name}`;
  if (type === 'string' && typeof token.value !== 'string') {
    throw wrong('INVALID_OPTION_VALUE', `Option '${both} <value>' argument missing`);
  }
  if (type === 'boolean' && token.value !== undefined && token.value !== null) {
    throw wrong('INVALID_OPTION_VALUE', `Option '${both}' does not take an argument`);
  }
}

function checkLooks(token) {
  if (token.inlineValue || !(token.value?.length > 1 && token.value[0] === '-')) return;
  const { rawName, name } = token;
  const example = rawName.startsWith('--') ? `'${rawName}=-XYZ'` : `'--${name}=-XYZ' or '${rawName}-XYZ'`;
  throw wrong('INVALID_OPTION_VALUE', `Option '${rawName}' argument is ambiguous.
Did you forget to specify the option argument for '${rawName}'?
To specify an option argument starting with a dash use ${example}.`);
}

function parseArgs(config = create(null)) {
  if (config === null || config === undefined) config = create(null);
  const own = (key) => (hasOwn(config, key) ? config[key] : undefined);
  const args = own('args') ?? require('process').argv.slice(2);
  const strict = own('strict') ?? true;
  const allowPositionals = own('allowPositionals') ?? !strict;
  const returnTokens = own('tokens') ?? false;
  const allowNegative = major >= 20 ? own('allowNegative') ?? false : false;
  const options = own('options') ?? create(null);
  validateList(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(returnTokens, 'tokens');
  validateBoolean(allowNegative, 'allowNegative');
  validateObject(options, 'options');
  check(options);

  const tokens = tokensOf([...args], options);
  const result = { values: create(null), positionals: [] };
  if (returnTokens) result.tokens = tokens;
  const store = (name, value) => {
    if (name === '__proto__') return;
    const stored = value ?? true;
    if (hasOwn(options, name) && options[name].multiple) (result.values[name] ??= []).push(stored);
    else result.values[name] = stored;
  };
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (strict) {
        checkUse(token, { allowPositionals }, options, allowNegative);
        checkLooks(token);
      }
      const { name, value } = token;
      if (allowNegative && name.startsWith('no-') && value === undefined && !(hasOwn(options, name) && options[name].type === 'string')) {
        token.name = name.slice(3); // as Node's tokens show it
        store(token.name, false);
      } else {
        store(name, value);
      }
    } else if (token.kind === 'positional') {
      if (!allowPositionals) {
        throw wrong('UNEXPECTED_POSITIONAL', `Unexpected argument '${token.value}'. This command does not take positional arguments`);
      }
      result.positionals.push(token.value);
    }
  }
  for (const [name, option] of entries(options)) {
    if (option.default !== undefined && result.values[name] === undefined) result.values[name] = option.default;
  }
  return result;
}

module.exports = parseArgs;
