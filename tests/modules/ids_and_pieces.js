// Who the process is, what a decoder keeps, boxes that pose as others (12 and later).
const { StringDecoder } = require('string_decoder');
const util = require('util');
const attempt = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
for (const name of ['setuid', 'seteuid', 'setgid', 'setegid']) {
  for (const id of ['fhqwhgads', {}, -1, 1.5]) attempt(() => process[name](id));
}
attempt(() => process.initgroups({}, 1));
attempt(() => process.initgroups('a', {}));
attempt(() => process.initgroups('fhqwhgads', 'fhqwhgads'));
attempt(() => process.setgroups());
attempt(() => process.setgroups([1, -1]));
attempt(() => process.setgroups([true]));
attempt(() => process.setgroups([1, 'fhqwhgads']));
for (const [encoding, pieces] of [
  ['utf8', ['e1', '8b']], ['utf8', ['f0', '9f98', '80']], ['utf16le', ['3d', 'd8', '4d', 'dc']],
  ['utf16le', ['3dd84d', 'dc']], ['base64', ['61', '6262', '63']], ['latin1', ['e1']],
]) {
  const decoder = new StringDecoder(encoding);
  for (const piece of pieces) {
    console.log(encoding, JSON.stringify(decoder.write(Buffer.from(piece, 'hex'))), decoder.lastNeed, decoder.lastTotal,
      decoder.lastChar.slice(0, decoder.lastTotal - decoder.lastNeed));
  }
  console.log(JSON.stringify(decoder.end()), decoder.lastNeed);
}
const posing = (box, prototype, tag) =>
  Object.defineProperty(Object.setPrototypeOf(box, prototype), Symbol.toStringTag, { value: tag });
console.log(util.isDeepStrictEqual(posing(new Boolean(true), String.prototype, 'String'), new String('true')));
console.log(util.isDeepStrictEqual(Object(Symbol.iterator), Object(Symbol.iterator)), util.isDeepStrictEqual(Object(1n), Object(2n)));
