// since 12
// Typed arrays sort by merging.
let seed = 7;
const random = (n) => { seed = (seed * 16807) % 2147483647; return seed % n; };
for (const n of [0, 1, 2, 3, 5, 10, 33, 100]) {
  const asked = [];
  const array = Int16Array.from({ length: n }, () => random(100));
  array.sort((x, y) => { asked.push(`${x}:${y}`); return x - y; });
  console.log(n, asked.length, asked.slice(0, 30).join(' '), '=>', array.slice(0, 20).join(' '));
}
console.log(Float64Array.of(3, NaN, -0, 0, -Infinity).sort().join());
console.log(Float64Array.of(3, 1, 2).sort(() => NaN).join(), Float64Array.of(3, 1, 2).sort((a, b) => b - a).join());
