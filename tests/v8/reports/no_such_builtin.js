require('node:nope');
