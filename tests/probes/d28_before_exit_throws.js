// an error in a listener of 'beforeExit': its ticks wait for the loop
process.on('uncaughtException', function (e) {
  console.log('uncaught ' + e.message);
  process.nextTick(function () { console.log('tick of the handler'); });
});
process.once('beforeExit', function () {
  setImmediate(function () { console.log('immediate'); });
  process.nextTick(function () { console.log('tick'); });
  Promise.resolve().then(function () { console.log('microtask'); });
  throw new Error('x');
});
