// An unref'd timer that is refreshed: when it is due against a timer of another duration.
const timer = setTimeout(() => console.log('refreshed'), 20);
timer.unref();
setTimeout(() => {
  timer.refresh();
  const end = Date.now() + 60;
  while (Date.now() < end);
}, 5);
setTimeout(() => console.log('other'), 22);
setTimeout(() => console.log('last'), 100);
