'use strict';
// Built-ins of the language that the engine lacks, or has without regard to a locale. Found
// here by name when they are first called (engine/language/additions.rs); `this` is theirs.
//
// Of locales there is en-US, in UTC, as a Node speaks that was told nothing else; everything
// else is refused.

const { major } = internal;
const { apply, defineProperty } = Reflect;
const { isFinite, isInteger } = Number;
const { asyncIterator, iterator } = Symbol;
const uncurry = Function.prototype.bind.bind(Function.prototype.call);
const call = uncurry(Function.prototype.call);
const dateValue = uncurry(Date.prototype.valueOf);
const numberValue = uncurry(Number.prototype.valueOf);
const byteLength = uncurry(Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get);
const bigValue = uncurry(BigInt.prototype.valueOf);

function refuse(what, instead) {
  throw require('internal/errors').unsupported(what, instead);
}

function checkLocale(locales, options, what) {
  const wanted = Array.isArray(locales) ? locales[0] : locales;
  if (wanted !== undefined && wanted !== 'en-US' && wanted !== 'en') {
    refuse(`${what} for '${String(wanted)}'`, "it speaks 'en-US'");
  }
  if (options !== undefined) {
    for (const key of Object.keys(options)) refuse(`the option '${key}' of ${what}`);
  }
}

/** What `this` holds, or V8's error: `read` throws for other receivers. */
function received(read, receiver, what, type) {
  try {
    return read(receiver);
  } catch {
    if (major < 11 && type === 'Number') {
      throw new TypeError('Method invoked on an object that is not Number.');
    }
    throw new TypeError(`${what} requires that 'this' be a ${type}`);
  }
}

function grouped(digits) {
  let text = '';
  for (let i = 0; i < digits.length; i++) {
    if (i > 0 && (digits.length - i) % 3 === 0) text += ',';
    text += digits[i];
  }
  return text;
}

/** `Number.prototype.toLocaleString`, with the options for the digits of fractions. */
function numberToLocaleString(locales, options) {
  const what = 'Number.prototype.toLocaleString';
  const value = received(numberValue, this, what, 'Number');
  const { minimumFractionDigits: least, maximumFractionDigits: most, ...rest } = options ?? {};
  checkLocale(locales, rest, what);
  for (const digits of [least, most]) {
    if (digits !== undefined && !(isInteger(digits) && digits >= 0 && digits <= 100)) {
      throw new RangeError(`${digits === least ? 'minimum' : 'maximum'}FractionDigits value is out of range.`);
    }
  }
  const min = least ?? Math.min(0, most ?? 0);
  const max = most ?? Math.max(min, 3);
  if (min > max) throw new RangeError('maximumFractionDigits value is out of range.');
  if (value !== value) return 'NaN';
  const negative = value < 0 || (major >= 12 && Object.is(value, -0));
  const sign = negative ? '-' : '';
  const size = Math.abs(value);
  if (!isFinite(size)) return `${sign}∞`;
  const [whole, fraction] = rounded(size, max);
  let kept = fraction.length;
  while (kept > min && fraction[kept - 1] === '0') kept--;
  return sign + grouped(whole) + (kept > 0 ? `.${fraction.slice(0, kept)}` : '');
}

/** The digits before and after the point: the shortest that mean the number, halves rounded up. */
function rounded(size, most) {
  const [mantissa, exponent] = size.toExponential().split('e');
  let digits = BigInt(mantissa.replace('.', ''));
  const places = Math.max(mantissa.length - 2, 0) - exponent;
  const unit = 10n ** BigInt(Math.abs(places - most));
  if (places <= most) {
    digits *= unit;
  } else {
    const rest = digits % unit;
    digits = digits / unit + (rest * 2n >= unit ? 1n : 0n);
  }
  const text = digits.toString().padStart(most + 1, '0');
  return [text.slice(0, text.length - most), text.slice(text.length - most)];
}

/** `BigInt.prototype.toLocaleString` */
function bigintToLocaleString(locales, options) {
  const what = 'BigInt.prototype.toLocaleString';
  const text = received(bigValue, this, what, 'BigInt').toString();
  checkLocale(locales, options, what);
  if (major < 12) return text;
  return text[0] === '-' ? `-${grouped(text.slice(1))}` : grouped(text);
}

function dateParts(date, what, locales, options) {
  const { timeZone, ...rest } = options ?? {};
  if (timeZone !== undefined && timeZone !== 'UTC') refuse(`the time zone '${String(timeZone)}' in ${what}`, "it is 'UTC'");
  checkLocale(locales, rest, what);
  const time = dateValue(date);
  if (time !== time) return undefined;
  const at = new Date(time);
  const two = (number) => (number < 10 ? `0${number}` : `${number}`);
  const hours = at.getUTCHours();
  return {
    day: `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}`,
    time: `${hours % 12 === 0 ? 12 : hours % 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'}`,
  };
}

function dateToLocaleString(locales, options) {
  const parts = dateParts(this, 'Date.prototype.toLocaleString', locales, options);
  return parts === undefined ? 'Invalid Date' : `${parts.day}, ${parts.time}`;
}

function dateToLocaleDateString(locales, options) {
  return dateParts(this, 'Date.prototype.toLocaleDateString', locales, options)?.day ?? 'Invalid Date';
}

function dateToLocaleTimeString(locales, options) {
  return dateParts(this, 'Date.prototype.toLocaleTimeString', locales, options)?.time ?? 'Invalid Date';
}

// The arrays that are being put into words: one within itself says nothing.
const speaking = [];

/** `Array.prototype.toLocaleString`: elements say themselves, with commas between. */
function arrayToLocaleString(locales, options) {
  if (this == null) throw new TypeError('Cannot convert undefined or null to object');
  const array = Object(this);
  if (speaking.includes(array)) return '';
  speaking.push(array);
  try {
    const { length } = array;
    let text = '';
    for (let i = 0; i < length; i++) {
      const value = array[i];
      if (i > 0) text += ',';
      if (value != null) text += value.toLocaleString(locales, options);
    }
    return text;
  } finally {
    speaking.pop();
  }
}

// The root collation of ASCII: what is no letter or digit, digits, letters.
const MARKS = ' _-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';

function primary(char) {
  const mark = MARKS.indexOf(char);
  if (mark >= 0) return mark;
  if (char >= '0' && char <= '9') return 100 + char.charCodeAt(0);
  return 1000 + char.toLowerCase().codePointAt(0);
}

function firstDifference(one, other, weigh) {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) {
    const difference = weigh(one[i]) - weigh(other[i]);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return Math.sign(one.length - other.length);
}

/** `String.prototype.localeCompare`: letters first, then accents, then lower before upper case. */
function localeCompare(that, locales, options) {
  if (this === undefined || this === null) {
    throw new TypeError(major < 11
      ? 'Method invoked on undefined or null value.'
      : 'String.prototype.localeCompare called on null or undefined');
  }
  checkLocale(locales, options, 'String.prototype.localeCompare');
  const [one, other] = [`${this}`.normalize('NFD'), `${that}`.normalize('NFD')];
  for (const text of [one, other]) {
    if (/[^\x20-\x7e\u0300-\u036f]/.test(text)) {
      refuse('the order of other letters than Latin ones in String.prototype.localeCompare');
    }
  }
  const accent = /[\u0300-\u036f]/g;
  const [left, right] = [[...one.replace(accent, '')], [...other.replace(accent, '')]];
  const byLetter = firstDifference(left, right, primary);
  if (byLetter !== 0) return byLetter;
  const marks = (text) => text.split(/(?=[^\u0300-\u036f])/).map((part) => part.slice(1));
  const [leftMarks, rightMarks] = [marks(one), marks(other)];
  for (let i = 0; i < leftMarks.length; i++) {
    if (leftMarks[i] !== rightMarks[i]) return leftMarks[i] < rightMarks[i] ? -1 : 1;
  }
  return firstDifference(left, right, (char) => (char >= 'A' && char <= 'Z' ? 1 : 0));
}

/**
 * The iterable's iterator, in an iterable of its own. What V8 does besides: when `next` fails,
 * it closes the iterator too, and waits for that (V8's `array-from-async.tq`).
 */
function followed(items) {
  const isAsync = items[asyncIterator] != null;
  const symbol = isAsync ? asyncIterator : iterator;
  const inner = call(items[symbol], items);
  const close = () => {
    const method = inner.return;
    if (method == null) return undefined;
    const result = call(method, inner);
    return isAsync ? result : Promise.resolve(result.value).then((value) => ({ value, done: true }));
  };
  return { iterable: { [symbol]: () => inner }, close };
}

/** `Array.fromAsync ( items, mapper, thisArg )` */
async function fromAsync(items, mapper, thisArg) {
  const Made = typeof this === 'function' ? this : Array;
  if (mapper !== undefined && typeof mapper !== 'function') {
    throw new TypeError(`${internal.inspect(mapper)} is not a function`);
  }
  if (items == null) {
    throw new TypeError(`Cannot read properties of ${items} (reading 'Symbol(Symbol.asyncIterator)')`);
  }
  const add = (list, index, value) => {
    const descriptor = { value, writable: true, enumerable: true, configurable: true };
    if (!defineProperty(list, index, descriptor)) throw new TypeError(`Cannot add property ${index}`);
  };
  let index = 0;
  if ((items[asyncIterator] ?? items[iterator]) != null) {
    const list = new Made();
    const { iterable, close } = followed(items);
    let isNext = true;
    try {
      for await (const item of iterable) {
        isNext = false;
        const value = mapper === undefined ? item : await apply(mapper, thisArg, [item, index]);
        add(list, index++, value);
        isNext = true;
      }
    } catch (error) {
      if (isNext) await close();
      throw error;
    }
    list.length = index;
    return list;
  }
  const like = Object(items);
  const length = Math.min(Math.max(Math.trunc(+like.length) || 0, 0), Number.MAX_SAFE_INTEGER);
  const list = new Made(length);
  for (; index < length; index++) {
    let value = await like[index];
    if (mapper !== undefined) value = await apply(mapper, thisArg, [value, index]);
    add(list, index, value);
  }
  list.length = length;
  return list;
}

/** `Math.f16round ( x )`: to the nearest number of 16 bits, ties to even. */
function f16round(x) {
  const value = +x;
  const size = Math.abs(value);
  if (size === 0 || size !== size || size === Infinity) return value;
  if (size >= 65520) return value < 0 ? -Infinity : Infinity;
  let exponent = -14;
  while (size >= 2 ** (exponent + 1)) exponent++;
  const unit = 2 ** (exponent - 10);
  let count = Math.floor(size / unit);
  const rest = size / unit - count;
  if (rest > 0.5 || (rest === 0.5 && count % 2 === 1)) count++;
  return (value < 0 ? -count : count) * unit;
}

function moved(buffer, newLength, name) {
  const what = `ArrayBuffer.prototype.${name}`;
  const size = byteLength(buffer);
  const options = name === 'transfer' && buffer.resizable
    ? { maxByteLength: buffer.maxByteLength } : undefined;
  const length = newLength === undefined ? size : Math.trunc(+newLength) || 0;
  if (length < 0) throw new RangeError('Invalid array buffer length');
  const old = internal.detach(buffer);
  if (old === undefined) throw new TypeError(`Cannot perform ${what} on a detached ArrayBuffer`);
  const made = new ArrayBuffer(length, options);
  new Uint8Array(made).set(new Uint8Array(old, 0, Math.min(length, size)));
  return made;
}

/** `ArrayBuffer.prototype.transfer ( newLength )` */
function transfer(newLength) { return moved(this, newLength, 'transfer'); }
/** `ArrayBuffer.prototype.transferToFixedLength ( newLength )` */
function transferToFixedLength(newLength) { return moved(this, newLength, 'transferToFixedLength'); }

module.exports = {
  arrayToLocaleString, bigintToLocaleString, dateToLocaleDateString, dateToLocaleString,
  dateToLocaleTimeString, f16round, fromAsync, localeCompare,
  numberToLocaleString, transfer, transferToFixedLength,
};
