const e = new Error('a'); e.message = 'b'; e.name = 'Z'; console.log(e.stack.split('\n')[0]);
const o = { name: 'N', message: 'm' }; Error.captureStackTrace(o); o.message = 'z'; console.log(o.stack.split('\n')[0]);
const p = new Error('p'); p.name = 'Q'; Error.captureStackTrace(p); p.name = 'R'; console.log(p.stack.split('\n')[0]);
class My extends Error { constructor(m) { super(m); this.name = 'My'; } } console.log(new My('x').stack.split('\n')[0]);
class My2 extends Error { get name() { return 'My2'; } } console.log(new My2('x').stack.split('\n')[0]);
let u; try { u.x; } catch (e) { e.message = 'new'; console.log(e.stack.split('\n')[0]); }
