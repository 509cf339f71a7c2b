const e = new (require('events'))();
function go() { e.emit('error', Object.assign(new Error('with code'), { code: 'E_X' })); }
setImmediate(go);
