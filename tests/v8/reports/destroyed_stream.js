const { Readable } = require('stream');
const r = new Readable({ read() {} });
r.destroy(new Error('destroyed'));
