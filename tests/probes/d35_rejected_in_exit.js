// Promises rejected while the process exits: who is told, and what still runs.
process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin));
process.once('unhandledRejection', (reason) => {
  console.log('unhandled', reason.message);
  Promise.resolve().then(() => console.log('microtask of the listener'));
  process.nextTick(() => console.log('never'));
});
process.on('rejectionHandled', () => console.log('handled'));
const early = Promise.reject(new Error('early'));
process.on('exit', (code) => {
  console.log('exit', code);
  early.catch(() => console.log('caught'));
  const saved = Promise.reject(new Error('saved'));
  Promise.resolve().then(() => console.log('microtask')).then(() => saved.catch(() => console.log('in time')));
  Promise.resolve().then(() => { throw new Error('late'); });
  process.nextTick(() => console.log('never'));
});
process.on('exit', () => {
  process.stdout.write('written\n', () => console.log('never'));
  const stream = new (require('stream').PassThrough)();
  stream.on('data', () => console.log('never'));
  stream.on('finish', () => console.log('never'));
  stream.end('data');
});
