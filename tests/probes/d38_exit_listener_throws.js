// A listener of exit throws, and somebody handles it: what runs, and the exit code.
process.on('uncaughtException', (error) => {
  console.log('uncaught', error.message);
  Promise.resolve().then(() => console.log('never'));
});
process.on('exit', (code) => {
  console.log('exit', code);
  process.exitCode = 5;
  Promise.resolve().then(() => console.log('never'));
  throw new Error('thrown');
});
process.on('exit', () => console.log('never'));
