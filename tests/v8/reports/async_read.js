async function f() { const x = await Promise.resolve(); return x.y; }
f();
