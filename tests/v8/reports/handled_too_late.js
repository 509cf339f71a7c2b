async function fail(n, ms) { await new Promise((r) => setTimeout(r, ms)); throw new Error('fail ' + n); }
async function main() {
  const a = fail(1, 5), b = fail(2, 1);
  try { await a; await b; } catch (e) { console.log(e.message); }
}
main();
