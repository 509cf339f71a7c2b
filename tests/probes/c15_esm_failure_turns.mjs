// min: 12
let turns = 0;
process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin, turns));
process.on('unhandledRejection', () => console.log('never'));
process.nextTick(() => console.log('tick', turns));
(async () => { while (turns < 20) { await null; turns++; } })();
throw new Error('boom');
