// min: 14
let turns = 0;
process.on('exit', (code) => console.log('exit', code, turns));
await new Promise((resolve) => setTimeout(resolve, 5));
setImmediate(() => console.log('never'));
process.nextTick(() => console.log('never'));
(async () => { while (turns < 20) { await null; turns++; } })();
throw new Error('boom');
