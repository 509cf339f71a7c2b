// A microtask behind the last timer that is due makes the next one due; a timer that it starts
// refreshes the loop's time: whether libuv looks again before it leaves the phase.
const busy = (ms) => { const end = Date.now() + ms; while (Date.now() < end); };
setTimeout(() => {
  Promise.resolve().then(() => {
    busy(20);
    setTimeout(() => console.log('third'), 100);
    setImmediate(() => console.log('immediate'));
  });
}, 7);
setTimeout(() => console.log('second'), 15);
