// Which elements a sort compares, in which order, and what comes of it.
let seed = 1;
const random = (n) => { seed = (seed * 16807) % 2147483647; return seed % n; };
const show = (name, array, compare, method = 'sort') => {
  const asked = [];
  const copy = array.slice();
  const result = copy[method]((x, y) => { asked.push(`${x}:${y}`); return compare(x, y); });
  let hash = 0;
  for (const c of asked.join()) hash = (hash * 31 + c.charCodeAt(0)) | 0;
  console.log(name, asked.length, hash, asked.slice(0, 12).join(' '), '=>', Array.from(result).join(' ').slice(0, 60));
};
const up = (x, y) => x - y, down = (x, y) => y - x, parity = (x, y) => (x % 2) - (y % 2);
for (const n of [0, 1, 2, 3, 5, 8, 10, 11, 16, 31, 32, 33, 63, 64, 65, 100, 127, 128, 200, 513, 1000, 1500]) {
  const mixed = Array.from({ length: n }, () => random(1000));
  const rising = mixed.slice().sort(up);
  show(`mixed ${n}`, mixed, up);
  show(`down ${n}`, mixed, down);
  show(`parity ${n}`, mixed, parity);
  show(`rising ${n}`, rising, up);
  show(`falling ${n}`, rising, down);
  show(`saw ${n}`, mixed.map((x, i) => (i % 7) * 10 + (i >> 3)), up);
  show(`halves ${n}`, rising.filter((x, i) => i % 2).concat(rising.filter((x, i) => !(i % 2))), up);
  show(`blocks ${n}`, rising.slice(n >> 1).concat(rising.slice(0, n >> 1)), up);
  show(`few ${n}`, mixed.map((x) => x % 3), up);
}
for (const n of [5, 30, 300]) {
  const mixed = Array.from({ length: n }, () => random(1000));
  show(`always 1 ${n}`, mixed, () => 1);
  show(`always -1 ${n}`, mixed, () => -1);
  show(`always 0 ${n}`, mixed, () => 0);
  show(`boolean ${n}`, mixed, (x, y) => x > y);
  show(`NaN ${n}`, mixed, () => NaN);
  show(`string ${n}`, mixed, (x, y) => `${x - y}`);
  show(`random ${n}`, mixed, () => random(3) - 1);
}
console.log([3, 1, 2].sort().join(), [10, 9, 1, -1].sort().join(), ['b', undefined, 'a', , 'c'].sort().length);
console.log(JSON.stringify([undefined, 3, , 1, undefined, 2].sort()), 5 in [undefined, 3, , 1, undefined, 2].sort());
console.log(['B', 'a', 'C', 'é', 'z', '\u{1F600}', '\uFFFF'].sort().map((x) => x.codePointAt(0)).join());
const people = [['a', 2], ['b', 1], ['c', 2], ['d', 1], ['e', 3]];
console.log(people.sort((x, y) => x[1] - y[1]).map((x) => x[0]).join(''));
const asked = [];
[{ toString() { asked.push('x'); return 'x'; } }, { toString() { asked.push('a'); return 'a'; } }, { toString() { asked.push('m'); return 'm'; } }].sort();
console.log(asked.join(''));
const kept = [5, 1, 4, 2, 3];
try { kept.sort((x, y) => { if (x === 2) throw new Error('stop'); return x - y; }); } catch (e) { console.log(e.message); }
const like = { length: 3, 0: 'c', 1: 'a', 2: 'b' };
console.log(JSON.stringify(Array.prototype.sort.call(like)));
console.log([true, false, null, 1, 'x', {}].sort().map(String).join());
