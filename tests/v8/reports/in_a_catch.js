Promise.reject(new Error('first')).catch((e) => {
  throw new Error('second: ' + e.message);
});
