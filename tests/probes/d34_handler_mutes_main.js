// In the main script: a handler for one rejection, before anything is told of another. All is
// printed at the end: printing takes ticks in Node.
const lines = [];
process.on('exit', () => console.log(lines.join('\n')));
process.on('unhandledRejection', (reason) => lines.push(`unhandled ${reason}`));
Promise.reject('first');
Promise.reject('second').catch(() => lines.push('caught'));
setImmediate(() => lines.push('immediate'));
