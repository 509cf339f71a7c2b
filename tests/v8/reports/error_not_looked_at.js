const fs = require('fs');
fs.readFile('./nope.txt', (err, data) => {
  console.log(data.toString());
});
