// A timer refreshed alone in its list leaves the list's time as it was: the poll phase wakes then.
const timer = setTimeout(() => console.log('timer'), 50);
setTimeout(() => {
  if (timer.refresh) timer.refresh();
  const immediate = setImmediate(() => {
    console.log('immediate');
    setImmediate(() => console.log('next'));
  });
  if (immediate.unref) immediate.unref();
}, 20);
