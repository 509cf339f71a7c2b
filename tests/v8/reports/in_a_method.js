class A {
  m() {
    this.n();
  }
  n() {
    throw new Error('in method');
  }
}
new A().m();
