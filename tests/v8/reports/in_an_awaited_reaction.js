async function load() {
  const text = await Promise.resolve('{}').then((text) => {
    throw new Error('cannot read ' + text);
  });
}
async function main() {
  await Promise.all([1, 2].map(async (n) => {
    await null;
    if (n === 2) await load();
  }));
}
main();
