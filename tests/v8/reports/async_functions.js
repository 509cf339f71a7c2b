class MyError extends Error { constructor(m) { super(m); this.name = 'MyError'; this.code = 'E_MY'; } }
async function work() { await null; throw new MyError('from async'); }
async function main() { await work(); }
main();
