'use strict';
// process.stdin: nobody types, so it is a file that is at its end.

const { ReadStream } = require('fs');

module.exports = new ReadStream(null, { fd: 0, autoClose: false });
