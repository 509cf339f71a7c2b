const util = require('util');
const f = util.deprecate(() => console.log('f'), 'f is old', 'DEP1');
f(); f();
const g = util.deprecate(function g() {}, 'g is old');
g();
