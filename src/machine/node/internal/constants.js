'use strict';
// constants: those of os and fs, in one object.

const { UV_UDP_REUSEADDR, ...groups } = require('os').constants;
const all = Object.assign({}, ...Object.values(groups), require('fs').constants);
// Not frozen, since those of crypto are still to come, each of which says that it is not here.
module.exports = Object.assign(Object.create(null), all);
