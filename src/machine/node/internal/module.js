'use strict';
// The module `module`: what programs ask it for. The loader itself is not written in JavaScript
// here.

const { major } = internal;
const { unsupported } = require('internal/errors');
const { builtinModules, isBuiltin, publicModule } = require('internal/builtins');

function Module() { throw unsupported('new Module()', 'files are loaded by require and import'); }

module.exports = Object.assign(Module, {
  Module,
  builtinModules: [...builtinModules],
  createRequire(filename) {
    const from = `${filename?.href ?? filename}`;
    const require = (id) => {
      const found = publicModule(`${id}`);
      if (found !== undefined) return found;
      throw unsupported(`require('${id}') of a require made for ${from}`, "it knows Node's own modules; import the file");
    };
    return require;
  },
});
if (major < 12) delete Module.createRequire;
if (major >= 18) Module.isBuiltin = (id) => isBuiltin(`${id}`);
