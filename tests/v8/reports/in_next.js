const it = { [Symbol.iterator]() { return { next() { throw new Error('in next'); } }; } };
for (const x of it);
