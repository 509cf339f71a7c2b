// What a program has written, it can require and import; what it has removed, it cannot.
const fs = require('fs');
const path = require('path');
const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'written-'));
const at = (name) => path.join(folder, name);
fs.writeFileSync(at('one.js'), "exports.name = 'one'; exports.two = require('./two.json');");
fs.writeFileSync(at('two.json'), '{ "n": 2 }');
const one = require(at('one'));
console.log(one.name, one.two.n);
fs.writeFileSync(at('one.js'), "exports.name = 'other';");
console.log(require(at('one')) === one);
delete require.cache[require.resolve(at('one.js'))];
console.log(require(at('one')).name);
fs.renameSync(at('one.js'), at('three.js'));
console.log(require(at('three')).name);
fs.mkdirSync(at('folder'));
fs.writeFileSync(at('folder/index.js'), 'module.exports = 42;');
console.log(require(at('folder')));
try { require.resolve(at('one.js')); } catch (error) { console.log(error.code); }
fs.appendFileSync(at('three.js'), ' exports.more = true;');
delete require.cache[at('three.js')];
console.log(require(at('three.js')));
fs.unlinkSync(at('folder/index.js'));
delete require.cache[at('folder/index.js')];
try { require(at('folder')); } catch (error) { console.log(error.code); }
