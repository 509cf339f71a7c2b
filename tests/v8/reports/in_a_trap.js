const p = new Proxy({}, { get() { throw new Error('in trap'); } });
p.x;
