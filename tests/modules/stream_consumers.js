// stream/consumers.
const c = require('stream/consumers'); const { Readable } = require('stream');
(async () => {
  console.log(await c.text(Readable.from(['a', Buffer.from('b'), 'c'])), await c.json(Readable.from(['{"a":', '1}'])), await c.buffer(Readable.from([Buffer.from('xy')])));
  console.log((await c.arrayBuffer(Readable.from(['abc']))).byteLength, (await c.blob(Readable.from(['abc']))).size);
  await c.json(Readable.from(['{'])).catch((e) => console.log(e.name));
  console.log(Object.keys(c).join());
})();
