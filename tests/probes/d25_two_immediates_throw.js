// those left after an error throw as well; what is queued meanwhile may run in the same phase
process.on('uncaughtException', function (e) { console.log('uncaught ' + e.message); });
setTimeout(function () {
  setImmediate(function () { console.log('first'); throw new Error('1'); });
  setImmediate(function () {
    console.log('second');
    process.nextTick(function () { console.log('tick'); });
    setTimeout(function () { console.log('timer'); }, 1);
    setImmediate(function () { console.log('third'); });
    throw new Error('2');
  });
  setImmediate(function () {
    console.log('last');
    setImmediate(function () { console.log('new'); });
    var s = Date.now(); while (Date.now() - s < 5);
    throw new Error('3');
  });
}, 1);
