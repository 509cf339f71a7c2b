// A timer cleared in the main script: in Node 10 its handle still closes, which takes a pass of
// the loop, and an unref'd immediate runs in it.
clearTimeout(setTimeout(() => {}, 5));
const immediate = setImmediate(() => console.log('the loop was alive'));
immediate.unref();
