const fs = require('fs');
const text = fs.readFileSync('./nope.txt', 'utf8');
console.log(text);
