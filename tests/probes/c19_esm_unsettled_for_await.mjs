// min: 14
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('timer'), 1);
const never = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
console.log('waits');
for await (const value of never) console.log(value);
console.log('never');
