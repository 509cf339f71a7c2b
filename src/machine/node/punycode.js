'use strict';
// punycode: names of domains in ASCII (RFC 3492), as the module of that name has it.

const { major } = internal;
if (major >= 21) {
  require('process').emitWarning(
    'The `punycode` module is deprecated. Please use a userland alternative instead.',
    'DeprecationWarning', 'DEP0040');
}

module.exports = require('internal/punycode');
