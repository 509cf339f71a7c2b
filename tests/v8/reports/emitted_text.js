const e = new (require('events'))();
setTimeout(() => { e.emit('error', 'str'); }, 1);
