setImmediate(function () {
  throw new Error('in immediate');
});
