async function main() {
  await Promise.all(5);
}
main();
