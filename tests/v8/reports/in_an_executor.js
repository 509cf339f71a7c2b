new Promise((resolve) => {
  throw new Error('in executor');
});
