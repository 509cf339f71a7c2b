function f() {
  throw new TypeError('in a module');
}
f();
