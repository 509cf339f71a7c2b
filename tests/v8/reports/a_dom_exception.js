function f() {
  throw new DOMException('dm', 'DataError');
}
f();
