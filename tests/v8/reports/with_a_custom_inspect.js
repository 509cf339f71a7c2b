function f() {
  throw Object.assign(new Error('i'), { [require('util').inspect.custom]() { return 'CUSTOM'; } });
}
f();
