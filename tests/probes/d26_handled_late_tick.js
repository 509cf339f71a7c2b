// what a listener of 'rejectionHandled' queues
process.on('unhandledRejection', function () { console.log('unhandled'); });
process.on('rejectionHandled', function () {
  console.log('handled');
  process.nextTick(function () { console.log('tick'); });
  Promise.resolve().then(function () { console.log('microtask'); });
});
var p = Promise.reject(new Error('x'));
setTimeout(function () {
  setImmediate(function () { p.catch(function () { console.log('caught'); }); });
  setImmediate(function () { console.log('immediate'); });
  setTimeout(function () { console.log('timer'); }, 1);
}, 1);
