const E = require('events');
const e = new E();
const err = new Error('made before');
setTimeout(() => e.emit('error', err), 1);
