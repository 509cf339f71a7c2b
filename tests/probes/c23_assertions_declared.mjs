// Declarations with assertions, which Node 16 to 20 know.
process.on('warning', (warning) => console.log('warning', warning.name, warning.message.replace(/^\S*\//, '')));
import data from './imports/data.json' assert { type: 'json' };
export { default } from './imports/data.json' /* assert */ assert { type: 'json' };
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('microtask'));
console.log(data);
await import('./imports/data.json',
  { assert: { type: 'json' } });
