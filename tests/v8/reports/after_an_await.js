async function f() {
  await null;
  throw new Error('after await');
}
async function g() {
  await f();
}
g();
