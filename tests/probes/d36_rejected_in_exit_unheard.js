// The same without a handler: the exit code.
process.on('exit', (code) => {
  console.log('exit', code);
  Promise.reject(0);
  Promise.resolve().then(() => console.log('microtask'));
});
