// since 20
// The copying methods.
const asked = [];
const from = [3, undefined, 1, , 2];
console.log(JSON.stringify(from.toSorted((x, y) => { asked.push(`${x}:${y}`); return x - y; })), asked.join(' '), JSON.stringify(from));
console.log([3, 1, 2].toSorted().join(), Array.prototype.toSorted.call({ length: 2, 0: 'b', 1: 'a' }).join());
try { [1].toSorted(5); } catch (e) { console.log(e.name); }
console.log(Array.from({ length: 50 }, (x, i) => (i * 37) % 50).toSorted((x, y) => (x > y ? 1 : -1)).join());
