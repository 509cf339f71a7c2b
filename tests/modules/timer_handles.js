// Node 10 has a libuv timer for each list, and one for each timer that was unref'd: what closes
// them, and what an error in them leaves undone.
const assert = (fine) => { if (!fine) throw new Error('not so'); };
const told = [];
process.on('exit', () => console.log(told.join('\n')));
process.on('uncaughtException', (error) => told.push(error.message));

// A list that ends closes its handle: poll does not wait, and an unref'd immediate runs.
setTimeout(() => setImmediate(() => {
  told.push('immediate');
  setImmediate(() => told.push('next immediate'));
}).unref(), 20);
setTimeout(() => told.push('timer after the immediates'), 60);

// An interval that throws starts again from Node 11 on.
let rounds = 0;
const interval = setInterval(() => {
  if (++rounds === 2) clearInterval(interval);
  throw new Error(`thrown in round ${rounds}`);
}, 110);

// A timer unref'd leaves its list at once: one started later does not find the list there.
const first = setTimeout(() => told.push('unref for a while'), 300);
first.unref();
setTimeout(() => first.ref(), 10);
setTimeout(() => {
  setTimeout(() => told.push('referenced all along'), 260);
  assert(first.refresh !== undefined);
}, 40);

// Once it has run, unref ends it in Node 10: refresh does not bring it back.
let runs = 0;
const again = setTimeout(() => told.push(`run ${++runs}`), 400);
setTimeout(() => {
  again.unref();
  again.refresh();
}, 450);
setTimeout(() => told.push('end'), 950);
