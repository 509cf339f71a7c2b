// `fs.promises` is no experiment any more in any of the releases, and can be listed.
const fs = require('fs');
process.on('warning', (warning) => console.log(warning.name));
console.log(Object.keys(fs).includes('promises'), typeof fs.promises.readFile);
