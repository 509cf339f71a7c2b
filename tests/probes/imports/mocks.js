// Gives the prototypes of others other properties, as a library of mocks does.
exports.remove = (object, name) => delete object[name];
exports.derive = (object, name, get) => Object.defineProperty(object, name, { get, configurable: true });
