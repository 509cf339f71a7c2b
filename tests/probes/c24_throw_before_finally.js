// Functions that a `finally` calls while what its `catch` threw is on its way.
const sub = async () => {};
async function inner() {
  await sub();
  console.log('inner');
}
async function outer() {
  try {
    await Promise.reject(new Error('first'));
  } catch (error) {
    throw new Error('second');
  } finally {
    inner().catch((error) => console.log('inner', error.message));
  }
}
outer().catch((error) => console.log('outer', error.message));
function plain() {
  for (const x of [1, 2]) {
    try {
      throw new Error('third');
    } catch (error) {
      if (x === 1) continue;
      throw new Error('fourth');
    } finally {
      sub();
      console.log('finally', x);
    }
  }
}
try {
  plain();
} catch (error) {
  console.log('plain', error.message);
}
