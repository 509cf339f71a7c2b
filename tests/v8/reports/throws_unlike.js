const assert = require('assert');
function fail() {
  throw new Error('x');
}
assert.throws(fail, { message: 'y' });
