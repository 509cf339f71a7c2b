new Promise((_, r) => setTimeout(r, 1, new RangeError('late')));
process.on('unhandledRejection', (r, p) => { console.log('UR', r.message, p); });
process.on('rejectionHandled', (p) => console.log('RH', p));
process.on('multipleResolves', (t, p, v) => console.log('MR', t, v));
const q = Promise.reject(new Error('q')); setTimeout(() => q.catch(() => {}), 5);
new Promise((a, b) => { a(1); a(2); b(3); });
