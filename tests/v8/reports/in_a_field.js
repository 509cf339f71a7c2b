class A {
  x = null.y;
}
new A();
