'abc'.replace(/b/, () => {
  throw new Error('in replacer');
});
