'use strict';
// What is an IP address.

const isByte = (part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256;
const isV4 = (text) => {
  const parts = text.split('.');
  return parts.length === 4 && parts.every(isByte);
};

/** Eight groups of hexadecimal digits; the last two may be an IPv4 address, `::` stands for zeros. */
function isV6(text) {
  const [, address] = /^([^%]*)(?:%[0-9a-zA-Z\-.:]+)?$/.exec(text) ?? [];
  if (address === undefined) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (let i = 0; i < halves.length; i++) {
    const parts = halves[i] === '' ? [] : halves[i].split(':');
    for (let j = 0; j < parts.length; j++) {
      const isEnd = i === halves.length - 1 && j === parts.length - 1;
      if (/^[0-9a-fA-F]{1,4}$/.test(parts[j])) groups += 1;
      else if (isEnd && isV4(parts[j])) groups += 2;
      else return false;
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}

const isIPv4 = (text) => isV4(`${text}`);
const isIPv6 = (text) => isV6(`${text}`);
const isIP = (text) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0);

module.exports = { isIP, isIPv4, isIPv6 };
