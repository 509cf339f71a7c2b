// min: 11
// An interval that clears itself and throws leaves no list behind: the list that follows runs
// before the ticks of the error's listener, as after every error.
const busy = (ms) => { const end = Date.now() + ms; while (Date.now() < end); };
process.on('uncaughtException', (error) => {
  console.log(error.message);
  process.nextTick(() => console.log('tick'));
});
const once = (name, clears) => {
  const interval = setInterval(() => {
    if (clears) clearInterval(interval);
    else setTimeout(() => clearInterval(interval), 0);
    throw new Error(name);
  }, 2);
};
once('cleared', true);
setTimeout(() => console.log('next list'), 3);
busy(8);
setTimeout(() => {
  const timer = setTimeout(() => { clearTimeout(timer); throw new Error('timeout'); }, 2);
  setTimeout(() => console.log('list after it'), 3);
  busy(8);
}, 40);
setTimeout(() => {
  once('not cleared', false);
  setTimeout(() => console.log('list behind it'), 3);
  busy(8);
}, 80);
setTimeout(() => {
  const timer = setTimeout(() => { clearTimeout(timer); throw new Error('unref'); }, 2).unref();
  setTimeout(() => console.log('list behind unref'), 3);
  busy(8);
}, 120);
