require('assert').throws(() => {
  throw new Error('x');
}, /y/);
