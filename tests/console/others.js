const lines = [];
const stream = { write(text) { lines.push(text); return true; }, once() {}, removeListener() {}, listenerCount() { return 0; } };
const mine = new console.Console(stream);
mine.log('a', { b: 1 });
mine.error('e %s', 1);
mine.group('g');
mine.log('in\nside');
mine.groupEnd();
mine.count();
mine.table([[1]]);
const { warn } = mine;
warn('loose');
console.log(JSON.stringify(lines));
lines.length = 0;
const other = new console.Console({ stdout: stream, stderr: { write(t) { lines.push('err ' + t); }, once() {}, removeListener() {}, listenerCount() { return 0; } } });
other.log(1);
other.warn(2);
console.log(JSON.stringify(lines), other instanceof console.Console, mine === other);
for (const bad of [undefined, null, {}, { stdout: 5 }]) {
  try { new console.Console(bad); } catch (e) { console.log(e.name.split(' ')[0], e.code, e.message); }
}
class Loud extends console.Console {
  log(...args) { super.log('LOUD', ...args); }
}
lines.length = 0;
const loud = new Loud(stream);
loud.log('x');
loud.count();
const { log } = loud;
log('y');
console.log(JSON.stringify(lines));
lines.length = 0;
const throwing = { write() { throw new Error('full'); }, once() {}, removeListener() {}, listenerCount() { return 0; } };
new console.Console(throwing).log('ignored');
try { new console.Console(throwing, throwing, false).log('seen'); } catch (e) { console.log(e.message); }
const write = process.stdout.write;
process.stdout.write = (text) => { lines.push(text); return true; };
console.log('caught', 1);
process.stdout.write = write;
console.log(JSON.stringify(lines));
