// How many turns it takes a stream to start whose `start` gives a promise.
let turns = 0;
const count = () => { if (turns++ < 12) queueMicrotask(count); };
queueMicrotask(count);
const started = Promise.resolve();
new ReadableStream({ start: () => started, pull() { console.log('pull', turns); } });
const sink = new WritableStream({ start: () => started, write() { console.log('write', turns); } });
sink.getWriter().write('a');
const { readable, writable } = new TransformStream({
  transform(chunk, controller) {
    console.log('transform', turns);
    controller.enqueue(chunk);
  },
});
writable.getWriter().write('b');
readable.getReader().read().then(() => console.log('read', turns));
