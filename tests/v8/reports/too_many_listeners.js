const E = require('events');
class My extends E {}
const e = new My();
for (let i = 0; i < 12; i++) e.on('data', () => {});
const e2 = new E();
e2.setMaxListeners(1);
e2.on('x', () => {});
e2.on('x', () => {});
process.setMaxListeners(1);
process.on('exit', () => {});
process.on('exit', () => {});
