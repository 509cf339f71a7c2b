// A port that a callback of the poll phase makes is not looked at before the next poll phase; one
// that was there before is.
const fs = require('fs');
if (typeof MessageChannel === 'function') {
  const channel = () => {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (message) => {
      console.log(message);
      port2.close();
    });
    return port1;
  };
  const there = channel();
  setTimeout(() => fs.stat(__filename, () => {
    setImmediate(() => console.log('immediate'));
    channel().postMessage('to the new port');
    there.postMessage('to the old port');
  }), 50);
}
