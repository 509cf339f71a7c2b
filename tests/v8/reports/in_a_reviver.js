JSON.parse('{"a":1}', (k, v) => {
  throw new Error('in reviver');
});
