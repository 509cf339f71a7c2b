// A `for await` whose third value never comes, after other waits, with a pattern and waits inside.
await null;
async function other() {
  for await (const value of [1, 2]) await value;
}
await other();
for await (const {
  name,
  age } of [{ name: 'Ada' }, Promise.resolve({ name: 'Bob' }), new Promise(() => {})]) {
  await name;
  console.log(name, age);
}
