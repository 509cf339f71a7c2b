// a comment
function f() {
  throw new Error('boom');
}
f();
