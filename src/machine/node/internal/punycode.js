'use strict';
// Names of domains in ASCII (RFC 3492).

const { major } = internal;
const loose = major < 18; // takes signs for digits, and has one error for two
const most = 0x7fffffff;
const [base, least, greatest, skew, damp, firstBias, firstCode] = [36, 1, 26, 38, 700, 72, 128];
const fail = {
  overflow: () => new RangeError('Overflow: input needs wider integers to process'),
  notBasic: () => new RangeError('Illegal input >= 0x80 (not a basic code point)'),
  invalid: () => (loose ? fail.overflow() : new RangeError('Invalid input')),
};

const toDigit = (code) => {
  if ((loose || code >= 48) && code < 58) return 26 + (code - 48);
  if ((loose || code >= 65) && code < 91) return code - 65;
  if ((loose || code >= 97) && code < 123) return code - 97;
  return base;
};
const fromDigit = (digit) => String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);

function adapt(given, points, first) {
  let delta = first ? Math.floor(given / damp) : given >> 1;
  delta += Math.floor(delta / points);
  let k = 0;
  for (; delta > ((base - least) * greatest) >> 1; k += base) delta = Math.floor(delta / (base - least));
  return Math.floor(k + ((base - least + 1) * delta) / (delta + skew));
}
const threshold = (k, bias) => (k <= bias ? least : k >= bias + greatest ? greatest : k - bias);

const ucs2 = {
  decode: (string) => Array.from(string, (char) => char.codePointAt(0)),
  encode: (points) => String.fromCodePoint(...points),
};

function decode(input) {
  const output = [];
  const basic = Math.max(input.lastIndexOf('-'), 0);
  for (let j = 0; j < basic; j++) {
    if (input.charCodeAt(j) >= 0x80) throw fail.notBasic();
    output.push(input.charCodeAt(j));
  }
  let [code, i, bias] = [firstCode, 0, firstBias];
  for (let index = basic > 0 ? basic + 1 : 0; index < input.length;) {
    const before = i;
    for (let [weight, k] = [1, base]; ; k += base) {
      if (index >= input.length) throw fail.invalid();
      const digit = toDigit(input.charCodeAt(index++));
      if (digit >= base) throw fail.invalid();
      if (digit > Math.floor((most - i) / weight)) throw fail.overflow();
      i += digit * weight;
      const t = threshold(k, bias);
      if (digit < t) break;
      if (weight > Math.floor(most / (base - t))) throw fail.overflow();
      weight *= base - t;
    }
    const length = output.length + 1;
    bias = adapt(i - before, length, before === 0);
    if (Math.floor(i / length) > most - code) throw fail.overflow();
    code += Math.floor(i / length);
    i %= length;
    output.splice(i++, 0, code);
  }
  return String.fromCodePoint(...output);
}

function encode(string) {
  const input = ucs2.decode(string);
  const output = input.filter((point) => point < 0x80).map((point) => String.fromCharCode(point));
  const basic = output.length;
  let [code, delta, bias, handled] = [firstCode, 0, firstBias, basic];
  if (basic > 0) output.push('-');
  while (handled < input.length) {
    const next = Math.min(...input.filter((point) => point >= code));
    if (next - code > Math.floor((most - delta) / (handled + 1))) throw fail.overflow();
    delta += (next - code) * (handled + 1);
    code = next;
    for (const point of input) {
      if (point < code && ++delta > most) throw fail.overflow();
      if (point !== code) continue;
      let q = delta;
      for (let k = base; ; k += base) {
        const t = threshold(k, bias);
        if (q < t) break;
        output.push(fromDigit(t + ((q - t) % (base - t))));
        q = Math.floor((q - t) / (base - t));
      }
      output.push(fromDigit(q));
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    code++;
  }
  return output.join('');
}

/** Works on each label of a domain, also that of an address of mail. */
function eachLabel(domain, work) {
  const at = domain.lastIndexOf('@');
  const [user, host] = at === -1 ? ['', domain] : [domain.slice(0, at + 1), domain.slice(at + 1)];
  return user + host.replace(/[\u3002\uff0e\uff61]/g, '.').split('.').map(work).join('.');
}

module.exports = {
  version: '2.1.0',
  ucs2,
  decode,
  encode,
  toASCII: (input) => eachLabel(input, (label) => (/[^\0-\x7F]/.test(label) ? `xn--${encode(label)}` : label)),
  toUnicode: (input) => eachLabel(input, (label) => (/^xn--/.test(label) ? decode(label.slice(4).toLowerCase()) : label)),
};
