'use strict';
// The module `console` is the global console, whatever a program makes of the global.

module.exports = internal.console;
