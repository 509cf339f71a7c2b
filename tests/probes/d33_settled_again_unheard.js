// The same when nobody listens: Node queues a tick for it or not, and what the tick takes along.
process.on('unhandledRejection', (reason) => console.log('unhandled', reason));
setImmediate(() => {
  Promise.reject('lost');
  Promise.all([Promise.reject(1), Promise.reject(2)]).catch(() => console.log('caught'));
});
setImmediate(() => console.log('immediate'));
