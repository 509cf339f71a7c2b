// What programs ask small modules for.
const { builtinModules, createRequire } = require('module');

console.log(builtinModules.includes('fs'), createRequire(__filename)('path') === require('path'));
console.log(require('constants').O_RDONLY, require('dns').NOTFOUND);
require('dns').resolve4('no-such-host.invalid', (error) => console.log('resolve4', error.code !== undefined));
process.nextTick(() => console.log('tick'));
