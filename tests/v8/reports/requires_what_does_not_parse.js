console.log('start');
function load() {
  return require('./unclosed_call.js');
}
load();
