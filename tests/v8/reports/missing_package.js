function load() {
  return require('no-such-package');
}
load();
