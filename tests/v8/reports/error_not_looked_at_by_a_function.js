const fs = require('fs');
function onRead(err, data) {
  console.log(data.toString());
}
fs.readFile('./nope.txt', 'utf8', onRead);
