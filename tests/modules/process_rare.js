'use strict';
// What programs seldom ask of `process`, and what it says to wrong arguments.
function attempt(f) {
  try {
    console.log(f());
  } catch (error) {
    console.log(`${error.name} ${error.code} ${error.message.replace(/chdir '.*' ->/, "chdir 'here' ->")}`);
  }
}
process.env.SOME = undefined;
process.env.NUMBER = 1;
console.log([process.env.SOME, process.env.NUMBER, process.env.NOTHING, 'SOME' in process.env]);
console.log(delete process.env.SOME, process.env.SOME, process.env[Symbol('s')], Symbol('s') in process.env);
attempt(() => { process.env.SOME = Symbol('value'); });
attempt(() => { process.env[Symbol('key')] = 'value'; });
if (Number(process.version.slice(1, 3)) >= 18) {
  attempt(() => Object.defineProperty(process.env, 'SOME', { value: 'x' }));
  attempt(() => Object.defineProperty(process.env, 'SOME', { get() { return 'x'; } }));
}
for (const usage of [1, [], {}, { user: 'a' }, { user: 1, system: null }, { user: -1 }, { user: 1, system: Infinity }]) {
  attempt(() => process.cpuUsage(usage));
}
for (const pid of ['SIGTERM', NaN, Infinity]) attempt(() => process.kill(pid));
attempt(() => process.kill(0, 'test'));
attempt(() => process.kill(0, 987));
attempt(() => process.kill(process.pid, 0));
if (Number(process.version.slice(1, 3)) >= 16) {
  const before = process.umask('0664');
  console.log(process.umask(before));
  for (const mask of [{}, '999', -1, 1.5]) attempt(() => process.umask(mask));
  attempt(() => process.setSourceMapsEnabled(1));
  attempt(() => process.chdir({}));
}
attempt(() => process.chdir('/no/such/folder'));
console.log(process instanceof process.constructor, Object.keys(Object.getPrototypeOf(process)));
if (typeof process.getActiveResourcesInfo === 'function') {
  const own = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'Immediate');
  setTimeout(() => { console.log(own()); }, 50);
  setTimeout(() => {}, 50).unref();
  clearImmediate(setImmediate(() => {}));
  setImmediate(() => { console.log(own()); });
  console.log(own());
}
// The same place asks again and again.
for (let i = 0; i < 3; i++) console.log(process.hrtime().length, typeof process.memoryUsage().rss, typeof require('util').TextEncoder);
