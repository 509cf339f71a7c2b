[1, 2].sort(function cmp() {
  throw new Error('in sort');
});
