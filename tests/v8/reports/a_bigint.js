setTimeout(() => {
  throw 10n;
}, 1);
