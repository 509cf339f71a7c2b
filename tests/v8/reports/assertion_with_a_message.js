const assert = require('assert');
assert(0 === 1, 'my message');
