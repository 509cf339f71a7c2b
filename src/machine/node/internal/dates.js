'use strict';
// Dates as V8 reads them from text (src/date/dateparser.h): ECMAScript's format, and behind it
// whatever looks like a date. The engine reads only the former.
//
// Words before the first number mean nothing, nor does what stands in parentheses. A number
// before `:` or `.` belongs to the time, others to the day; a sign behind a time begins the
// offset from UTC. The local zone is UTC.

const { major } = internal;
const [NUMBER, WORD, SPACE, SIGN, SYMBOL, OTHER, END] = [0, 1, 2, 3, 4, 5, 6];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ZONES = {
  __proto__: null,
  utc: 0, ut: 0, z: 0, gmt: 0,
  est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7,
};

const between = (number, least, most) => number >= least && number <= most;
const isMonth = (number) => between(number, 1, 12);
const isDay = (number) => between(number, 1, 31);

// White space beyond ASCII came late; it was a letter like all others there.
const PARTS = major < 18
  ? /(\d+)|([\t-\r ]+)|([a-zA-Z\u0080-\uffff]+)|([-+])|([:.)])|[^]/g
  : /(\d+)|(\s+)|((?:[a-zA-Z]|(?!\s)[\u0080-\uffff])+)|([-+])|([:.)])|[^]/g;

/** Days since 1970 of a day of the Gregorian calendar; years begin in March here. */
function dayNumber(year, month, day) {
  const years = month <= 2 ? year - 1 : year;
  const months = (month + 9) % 12;
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leaps + Math.floor((153 * months + 2) / 5) + day - 719469;
}

/** The parts of a text: numbers, words, signs, and so on. */
function tokens(text) {
  const found = [];
  let match;
  let open = 0;
  PARTS.lastIndex = 0;
  while ((match = PARTS.exec(text)) !== null) {
    const [part, digits, space, word, sign, symbol] = match;
    if (open > 0 || part === '(') {
      // What stands in parentheses is skipped to the end, should none close them.
      if (part === '(' && open++ === 0) found.push({ kind: OTHER });
      else if (part === ')') open--;
    } else if (digits !== undefined) found.push({ kind: NUMBER, value: +digits, size: digits.length, digits });
    else if (word !== undefined) found.push({ kind: WORD, value: word.toLowerCase() });
    else if (space !== undefined) found.push({ kind: SPACE });
    else if (sign !== undefined) found.push({ kind: SIGN, value: sign });
    else if (symbol !== undefined) found.push({ kind: SYMBOL, value: symbol });
    else found.push({ kind: OTHER });
  }
  found.push({ kind: END });
  return found;
}

/** The thousandths that digits behind a point mean. */
const milliseconds = ({ digits }) => +digits.slice(0, 3).padEnd(3, '0');

class Reader {
  #tokens;
  #at = 0;
  day = [];
  month = undefined;
  time = [];
  afternoon = undefined;
  sign = undefined;
  hours = undefined;
  minutes = undefined;
  isIso = false;

  constructor(text) { this.#tokens = tokens(text); }

  get next() { return this.#tokens[this.#at]; }
  take() { return this.#tokens[Math.min(this.#at++, this.#tokens.length - 1)]; }
  is(kind, value) { return this.next.kind === kind && (value === undefined || this.next.value === value); }
  skip(kind, value) {
    const is = this.is(kind, value);
    if (is) this.#at++;
    return is;
  }
  isNumber(size, least, most) {
    return this.is(NUMBER) && this.next.size === size && between(this.next.value, least, most);
  }

  addTime(number) { return this.time.length < 4 && this.time.push(number) > 0; }
  finishTime(number) {
    this.addTime(number);
    while (this.time.length < 4) this.time.push(0);
  }
  awaitsTime(number) {
    const most = [-1, 59, 59, 999][this.time.length] ?? -1;
    return between(number, 0, most);
  }
  setZone(hours) {
    this.sign = hours < 0 ? -1 : 1;
    this.hours = Math.abs(hours);
    this.minutes = 0;
  }

  /** ECMAScript's format: true if that was all, undefined if it cannot be any date. */
  iso() {
    if (this.is(SIGN)) {
      const year = this.#tokens[this.#at + 1];
      const isBefore = this.next.value === '-';
      if (year.kind !== NUMBER || year.size !== 6) return false;
      this.#at += 2;
      if (isBefore && year.value === 0) return false;
      this.day.push(isBefore ? -year.value : year.value);
    } else if (this.isNumber(4, 0, 9999)) {
      this.day.push(this.take().value);
    } else {
      return false;
    }
    for (const most of [12, 31]) {
      if (!this.skip(SIGN, '-')) break;
      if (!this.isNumber(2, 1, most)) return false;
      this.day.push(this.take().value);
    }
    if (this.skip(WORD, 't')) {
      if (!this.isoTime()) return undefined;
    } else if (!this.is(END)) {
      return false;
    }
    if (this.sign === undefined && this.time.length === 0) this.setZone(0);
    this.isIso = true;
    return true;
  }

  isoTime() {
    if (!this.isNumber(2, 0, 24)) return false;
    const hour = this.take().value;
    this.addTime(hour);
    const most = hour === 24 ? 0 : 59;
    if (!this.skip(SYMBOL, ':') || !this.isNumber(2, 0, most)) return false;
    this.addTime(this.take().value);
    if (this.skip(SYMBOL, ':')) {
      if (!this.isNumber(2, 0, most)) return false;
      this.addTime(this.take().value);
      if (this.skip(SYMBOL, '.')) {
        if (!this.is(NUMBER)) return false;
        this.addTime(milliseconds(this.take()));
      }
    }
    if (this.skip(WORD, 'z')) {
      this.setZone(0);
    } else if (this.is(SIGN)) {
      this.sign = this.take().value === '-' ? -1 : 1;
      if (this.is(NUMBER) && this.next.size === 4) {
        const { value } = this.take();
        [this.hours, this.minutes] = [Math.trunc(value / 100), value % 100];
      } else {
        if (!this.isNumber(2, 0, 23)) return false;
        this.hours = this.take().value;
        if (!this.skip(SYMBOL, ':') || !this.isNumber(2, 0, 59)) return false;
        this.minutes = this.take().value;
      }
      if (this.hours > 23 || this.minutes > 59) return false;
    }
    return this.is(END);
  }

  number({ value }) {
    if (this.skip(SYMBOL, ':')) {
      if (this.skip(SYMBOL, ':')) {
        if (this.time.length > 0) return false;
        return this.addTime(value) && this.addTime(0);
      }
      if (!this.addTime(value)) return false;
      this.skip(SYMBOL, '.');
      return true;
    }
    const hasPoint = this.skip(SYMBOL, '.');
    if (hasPoint && this.awaitsTime(value)) {
      this.addTime(value);
      if (!this.is(NUMBER)) return false;
      this.finishTime(milliseconds(this.take()));
      return true;
    }
    if (this.hours !== undefined && this.minutes === undefined && between(value, 0, 59)) {
      this.minutes = value;
      return true;
    }
    if (this.awaitsTime(value)) {
      this.finishTime(value);
      return this.is(END) || this.is(SPACE) || this.is(WORD, 'z') || this.is(SIGN);
    }
    if (this.day.length >= 3) return false;
    this.day.push(value);
    this.skip(SIGN, '-');
    return true;
  }

  word({ value }, hasNumber) {
    const month = MONTHS.indexOf(value.slice(0, 3));
    if (month >= 0) {
      this.month = month + 1;
      this.skip(SIGN, '-');
      return true;
    }
    if ((value === 'am' || value === 'pm') && this.time.length > 0) {
      this.afternoon = value === 'pm' ? 12 : 0;
      return true;
    }
    if (ZONES[value] !== undefined && hasNumber) {
      this.setZone(ZONES[value]);
      return true;
    }
    // Other words stand before the first number, and not right before it.
    return !hasNumber && !this.is(NUMBER);
  }

  offset({ value }) {
    this.sign = value === '-' ? -1 : 1;
    const { value: number, size } = this.is(NUMBER) ? this.take() : { value: 0, size: 0 };
    if (this.is(SYMBOL, ':')) {
      this.hours = number;
      this.minutes = undefined;
    } else if (size === 1 || size === 2) {
      [this.hours, this.minutes] = [number, 0];
    } else if (size === 3 || size === 4) {
      [this.hours, this.minutes] = [Math.trunc(number / 100), number % 100];
    } else {
      return false;
    }
    return true;
  }

  /** Whatever looks like a date. */
  loose() {
    let hasNumber = this.day.length > 0;
    while (!this.is(END)) {
      const token = this.take();
      const isUtc = this.hours === 0 && this.minutes === 0;
      if (token.kind === NUMBER) {
        hasNumber = true;
        if (!this.number(token)) return false;
      } else if (token.kind === WORD) {
        if (!this.word(token, hasNumber)) return false;
      } else if (token.kind === SIGN && (isUtc || this.time.length > 0)) {
        hasNumber = true;
        if (!this.offset(token)) return false;
      } else if ((token.kind === SIGN || token.value === ')') && hasNumber) {
        return false;
      }
    }
    return true;
  }

  /** Year, month and day; undefined if there is no such day. */
  date() {
    if (this.day.length === 0) return undefined;
    const [a, b = 1, c = 1] = this.day;
    let [year, month, day] = [a, b, c];
    if (this.month !== undefined) {
      month = this.month;
      [day, year] = isDay(a) ? [a, b] : [b, a];
    } else if (!this.isIso && isDay(a)) {
      [month, day, year] = [a, b, c];
    }
    if (!this.isIso) {
      if (between(year, 0, 49)) year += 2000;
      else if (between(year, 50, 99)) year += 1900;
    }
    return isMonth(month) && isDay(day) ? [year, month, day] : undefined;
  }

  value() {
    const date = this.date();
    if (date === undefined) return NaN;
    let [hour = 0, minute = 0, second = 0, rest = 0] = this.time;
    if (this.afternoon !== undefined) {
      if (!between(hour, 0, 12)) return NaN;
      hour = hour % 12 + this.afternoon;
    }
    const isTime = between(hour, 0, 23) && between(minute, 0, 59) && between(second, 0, 59);
    if (!isTime && !(hour === 24 && minute === 0 && second === 0 && rest === 0)) return NaN;
    const [year, month, day] = date;
    const offset = (this.sign ?? 0) * ((this.hours ?? 0) * 60 + (this.minutes ?? 0));
    const minutes = (dayNumber(year, month, day) * 24 + hour) * 60 + minute - offset;
    const time = (minutes * 60 + second) * 1000 + rest;
    // V8 before 7.4 left that to the constructor.
    const isThere = major < 12 ? Math.abs(year) <= 1e6 : Math.abs(time) <= 8.64e15;
    return isThere ? time : NaN;
  }
}

/** `Date.parse` */
function parse(text) {
  const reader = new Reader(text);
  const isIso = reader.iso();
  if (isIso === undefined || (!isIso && !reader.loose())) return NaN;
  return reader.value();
}

module.exports = { parse };
