const { promisify } = require('util');
promisify((cb) => cb(new Error('promisified')))();
