// perf_hooks: timerify and what the loop did.
const { performance, PerformanceObserver } = require('perf_hooks');
const loop = performance.eventLoopUtilization;
if (loop) {
  console.log(performance.eventLoopUtilization());
  setTimeout(() => {
    const a = performance.eventLoopUtilization();
    console.log(a.idle > 50, a.active >= 0, a.utilization < 0.5, Object.keys(a).join());
    const start = performance.now();
    while (performance.now() - start < 300);
    setTimeout(() => {
      const b = performance.eventLoopUtilization(a);
      console.log(b.active >= 300, b.utilization > 0.5, b.utilization < 1);
      const c = performance.eventLoopUtilization();
      console.log(performance.eventLoopUtilization(c, a).active >= 300);
    }, 60);
  }, 100);
}
const f = performance.timerify(function add(a, b) { return a + b; });
console.log(f(1, 2), f.name, f.length, new (performance.timerify(class A { constructor(x) { this.x = x; } }))(5));
const o = new PerformanceObserver((list) => {
  for (const e of list.getEntries()) console.log(e.name, e.entryType, e.detail, typeof e.duration);
  o.disconnect();
});
o.observe({ entryTypes: ['function'] });
console.log(f(3, 4));
try { performance.timerify(5); } catch (e) { console.log(e.code, e.message); }
console.log(performance.timerify(Math.max) === performance.timerify(Math.max));
performance.timerify(async function later() { await null; return 1; })().then(console.log);
