// readline/promises: a question is a promise.
const { PassThrough } = require('stream');
const readline = require('readline/promises');

(async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  output.on('data', (text) => console.log('written', String(text)));
  const lines = readline.createInterface({ input, output });
  lines.on('close', () => console.log('closed'));
  setTimeout(() => input.write('42\n'), 5);
  console.log('the answer is', await lines.question('what? '));
  lines.close();
  try {
    await lines.question('again? ');
  } catch (error) {
    console.log(error.code, error.message);
  }
})();
