// a listener of 'unhandledRejection' or 'rejectionHandled' that throws, and the others of the batch
var n = 0;
process.on('uncaughtException', function (e) { console.log('uncaught ' + e.message); });
process.on('unhandledRejection', function (e) {
  console.log('unhandled ' + e.message);
  if (++n === 1) throw new Error('of the listener');
});
process.on('rejectionHandled', function () { console.log('handled'); if (++n === 5) throw new Error('again'); });
setTimeout(function () {
  var all = ['a', 'b', 'c'].map(function (name) { return Promise.reject(new Error(name)); });
  setTimeout(function () {
    console.log('timer');
    all.forEach(function (p) { p.catch(function () { console.log('caught'); }); });
    setImmediate(function () { console.log('later'); n = 4; });
    setTimeout(function () { Promise.reject(new Error('d')); }, 50);
  }, 50);
}, 1);
