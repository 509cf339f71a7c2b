const EventEmitter = require('events');
const e = new EventEmitter();
e.on('x', function () {
  throw new RangeError('in listener');
});
e.emit('x');
