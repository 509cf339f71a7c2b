Promise.resolve().finally(() => {
  throw new Error('in finally');
});
