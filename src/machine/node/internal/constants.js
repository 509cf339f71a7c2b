'use strict';
// constants: those of os and fs, in one object.
const { constants } = require('os');
module.exports = Object.freeze({ __proto__: null, ...constants?.signals, ...constants?.errno, ...require('fs').constants });
