const fs = require('fs');
fs.stat(__filename, function done(err, s) {
  s.nope();
});
