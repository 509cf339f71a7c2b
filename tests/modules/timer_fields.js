'use strict';
// The fields and methods of timers that are nobody's business, and what assigning to them does.
const seen = [];
const once = setTimeout(() => {
  seen.push(`once ${once._repeat}`);
  if (once._repeat) clearInterval(once);
  once._repeat = 1;
}, 1);
const other = setTimeout(() => { seen.push('never'); }, 1);
other._onTimeout = () => { seen.push('assigned'); };
const cleared = setInterval(() => {}, 7, 'a');
const immediate = setImmediate(() => { seen.push('immediate'); });
console.log(once._idleTimeout, once._repeat, cleared._idleTimeout, cleared._repeat, cleared._timerArgs);
console.log(once._destroyed, immediate._destroyed, typeof once._onTimeout);
clearInterval(cleared);
console.log(cleared._idleTimeout, cleared._destroyed, cleared._repeat);
const dispose = Symbol.dispose;
if (Number(process.version.slice(1, 3)) >= 18) {
  const timers = [setTimeout(() => { seen.push('disposed'); }, 1), setImmediate(() => { seen.push('disposed'); })];
  console.log(timers.map((timer) => timer[dispose]()), timers.map((timer) => timer._destroyed));
}
process.on('exit', () => {
  console.log(seen.filter((line) => line !== 'immediate').join(', '));
  console.log(once._destroyed, other._destroyed, immediate._destroyed);
});
