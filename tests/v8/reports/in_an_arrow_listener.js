const EventEmitter = require('events');
class My extends EventEmitter {}
const e = new My();
e.once('x', (a) => {
  undefinedThing;
});
e.emit('x', 1);
