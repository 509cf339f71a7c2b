async function* numbers() {
  yield 1;
  throw new Error('in the generator');
}
async function main() {
  for await (const n of numbers()) {
    console.log(n);
  }
}
main();
