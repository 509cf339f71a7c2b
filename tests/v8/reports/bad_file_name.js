require('fs').readFile(123.5, () => {});
