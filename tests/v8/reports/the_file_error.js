const fs = require('fs');
fs.readFile('/nowhere.txt', (err, data) => {
  if (err) throw err;
});
