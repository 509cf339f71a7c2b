const fs = require('fs');
fs.readFile(__filename, (err, data) => {
  throw new Error('in fs');
});
