process.emitWarning('careful'); process.emitWarning('old', 'DeprecationWarning', 'DEP_X'); process.emitWarning(new RangeError('warned'));
