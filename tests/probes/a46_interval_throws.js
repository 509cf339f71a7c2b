// An interval whose callback throws, and a handler: whether it is started again.
process.on('uncaughtException', (error) => console.log(error.message));
let times = 0;
const interval = setInterval(() => {
  if (++times === 3) clearInterval(interval);
  throw new Error(`time ${times}`);
}, 5);
setTimeout(() => clearInterval(interval), 500);
