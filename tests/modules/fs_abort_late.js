// A signal that is aborted while a file is read or written.
const fs = require('fs');
const file = __filename + '.new';
const late = (name) => (error) => {
  console.log(name, error ? error.name : 'done');
};
const first = new AbortController();
fs.writeFile(file, 'text', { signal: first.signal }, (error) => {
  late('write')(error);
  const second = new AbortController();
  fs.readFile(file, { signal: second.signal }, (error) => {
    late('read')(error);
    fs.unlink(file, late('unlink'));
  });
  second.abort();
});
first.abort();
