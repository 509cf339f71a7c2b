// an immediate cleared between an error and the loop's next try
var n = 0;
setTimeout(function () { process.exit(4); }, 50);
process.on('uncaughtException', function (e) {
  console.log('uncaught ' + e.message);
  clearImmediate(second);
  if (++n === 4) process.exit(3);
});
setImmediate(function () { console.log('first'); setImmediate(function () { console.log('new'); }); throw new Error('x'); });
var second = setImmediate(function () { console.log('second'); });
setImmediate(function () { console.log('third'); });
