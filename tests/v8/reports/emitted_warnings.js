process.emitWarning('plain');
process.emitWarning('typed', 'MyWarning');
process.emitWarning('coded', 'MyWarning', 'W001');
process.emitWarning('opts', { type: 'T', code: 'C', detail: 'some detail' });
process.emitWarning(new Error('an error'));
process.emitWarning('dep', 'DeprecationWarning', 'DEP9999');
process.emitWarning('dep', 'DeprecationWarning', 'DEP9999');
console.log('sync');
