'use strict';
// dns/promises
module.exports = require('dns').promises;
