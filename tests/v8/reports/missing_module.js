const x = require('./missing');
