'use strict';
// What is an IP address.

const isIPv4 = (text) => /^(\d{1,3})(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);
const isIPv6 = (text) => /^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/.test(text) && text.includes(':');
const isIP = (text) => (isIPv4(`${text}`) ? 4 : isIPv6(`${text}`) ? 6 : 0);

module.exports = { isIP, isIPv4, isIPv6 };
