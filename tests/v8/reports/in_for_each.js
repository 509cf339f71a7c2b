[1, 2].forEach((x) => {
  throw new Error('in forEach ' + x);
});
