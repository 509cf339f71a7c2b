function f(a = (() => { throw new Error('in default'); })()) {}
f();
