const o = {
  set x(v) {
    throw new Error('in setter');
  },
};
o.x = 1;
