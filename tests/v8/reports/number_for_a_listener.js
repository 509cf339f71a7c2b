const E = require('events');
new E().on('x', 5);
