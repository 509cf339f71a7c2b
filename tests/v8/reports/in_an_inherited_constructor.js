class A {
  constructor() {
    throw new Error('in constructor');
  }
}
class B extends A {}
new B();
