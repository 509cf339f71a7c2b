const o = {
  get x() {
    throw new Error('in getter');
  },
};
o.x;
