// Warnings: many listeners of a signal, where its version counts them, and process.assert.
const signal = typeof AbortController === 'undefined' ? undefined : new AbortController().signal;
for (let n = 0; signal && n < 11; n++) signal.addEventListener('abort', () => n);
if (process.assert) process.assert(true);
if (process.assert) process.assert(1, 'again');
console.log(typeof signal, typeof process.assert);
