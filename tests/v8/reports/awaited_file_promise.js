async function main() {
  await require('fs').promises.readFile('/nowhere.txt');
}
main();
