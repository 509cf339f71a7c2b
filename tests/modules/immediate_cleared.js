// An immediate that clears the next one and throws: what is queued meanwhile runs at once.
process.on('uncaughtException', (error) => console.log(error.message));
setImmediate(() => {
  clearImmediate(next);
  process.nextTick(() => console.log('tick'));
  setImmediate(() => console.log('queued meanwhile'));
  throw new Error('thrown');
});
const next = setImmediate(() => console.log('never'));
