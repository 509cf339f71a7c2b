// An immediate that a tick clears between two others, while a rejection waits that was handled
// late: how often ticks run before the next immediate.
process.on('uncaughtException', (error) => console.log(error.message));
process.removeAllListeners('warning').on('warning', (warning) => console.log(warning.name));
setImmediate(() => process.nextTick(() => clearImmediate(skipped)));
const skipped = setImmediate(() => console.log('skipped'));
const rejected = Promise.reject(new Error('rejected'));
process.once('unhandledRejection', () => {
  rejected.catch(() => process.nextTick(() => { throw new Error('thrown'); }));
  setImmediate(() => console.log('third'));
  setImmediate(() => console.log('fourth'));
});
