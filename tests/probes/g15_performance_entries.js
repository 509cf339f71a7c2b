// Observers of performance entries hear of all in one immediate; up to Node 14 at once, one by one.
const { PerformanceObserver, createHistogram, performance } = require('perf_hooks');

let asked = false;
const names = (list) => list.getEntries().map((entry) => `${entry.entryType} ${entry.name}`).sort().join(', ');
const observer = new PerformanceObserver((list, self) => {
  console.log('heard', names(list), self === observer);
  if (asked) return;
  asked = true;
  setTimeout(() => performance.mark('again'), 5);
});
observer.observe({ entryTypes: ['function', 'mark', 'measure'] });
const called = performance.timerify(function called(what) { return what; });
setImmediate(() => console.log('immediate before'));
performance.mark('a');
performance.mark('b');
performance.measure('from a to b', 'a', 'b');
console.log(called('done'));
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate after'));
process.on('exit', () => {
  if (performance.getEntriesByType) console.log(performance.getEntriesByType('mark').map((mark) => mark.name).join());
  if (!createHistogram) return;
  const histogram = createHistogram();
  for (let i = 1; i <= 1000; i++) histogram.record(i * i);
  console.log(histogram.min, histogram.max, histogram.mean, histogram.stddev, histogram.percentile(50), histogram.percentile(99.9));
  console.log([...histogram.percentiles].join(' '));
});
