function outer() {
  return inner().value.deep;
}
function inner() {
  return {};
}
console.log(outer());
