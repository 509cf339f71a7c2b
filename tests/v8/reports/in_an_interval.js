let n = 0;
setInterval(() => {
  console.log(++n);
  if (n === 2) throw new Error('in interval');
}, 1);
