// Behind a pipe a listener throws: who gets the error.
const { PassThrough } = require('stream');
const first = new PassThrough();
const second = new PassThrough();
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
first.pipe(second);
second.on('data', (chunk) => {
  console.log(String(chunk));
  throw new Error('thrown');
});
try {
  first.write('chunk');
} catch (error) {
  console.log('caught', error.message);
}
