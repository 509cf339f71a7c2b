// What is imported waits for ever: it is told of, and not the module that waits for it.
import './imports/never.mjs';
console.log('not reached');
