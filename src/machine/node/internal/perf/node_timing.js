'use strict';
// performance.nodeTiming: the moments of a process. The clock starts with the program, so that
// what lies before its first line is told as no more than an order.

const { major, now } = internal;

class PerformanceNodeTiming extends require('internal/perf/entries').PerformanceEntry {
  get name() { return 'node'; }
  get entryType() { return 'node'; }
  get startTime() { return 0; }
  get duration() { return now(); }
  toJSON() { return told(this); }
}
const moments = {
  nodeStart: () => 0,
  v8Start: () => 0.001,
  bootstrapComplete: () => 0.003,
  environment: () => 0.002,
  loopStart: () => internal.loopTimes()?.[0] ?? -1,
  loopExit: () => internal.loopExit ?? -1,
};
if (major >= 14) moments.idleTime = () => internal.loopTimes()?.[1] ?? 0;

const timing = Object.create(PerformanceNodeTiming.prototype);
const whole = { name: () => 'node', entryType: () => 'node', startTime: () => 0, duration: () => now(), ...moments };
for (const name of Object.keys(whole)) {
  Object.defineProperty(timing, name, { get: whole[name], enumerable: true, configurable: true });
}
function told(entry) { return Object.fromEntries(Object.keys(whole).map((name) => [name, entry[name]])); }

module.exports = timing;
