// The exit code is what process.exitCode is when exit's listeners and their microtasks are through.
process.on('uncaughtException', (error) => {
  console.log('uncaught', error.message);
  Promise.resolve().then(() => { process.exitCode = 7; });
});
process.on('exit', (code) => {
  console.log('exit', code);
  process.exitCode = 5;
  Promise.resolve().then(() => { process.exitCode = 6; });
});
