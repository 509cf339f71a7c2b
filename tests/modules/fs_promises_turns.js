// An error leaves microtasks behind, and with them the promise of a file's stat settles: how many
// turns it takes. All is printed at the end: printing takes ticks in Node.
const fs = require('fs');
const lines = [];
process.on('exit', () => console.log(lines.join('\n')));
process.on('uncaughtException', (error) => lines.push(error.message));
const end = Date.now() + 100;
fs.promises.stat('.').then(() => lines.push('stat'));
let chain = Promise.resolve();
for (const turn of [1, 2, 3, 4, 5, 6]) chain = chain.then(() => lines.push(`turn ${turn}`));
while (Date.now() < end);
process.nextTick(() => { throw new Error('thrown'); });
