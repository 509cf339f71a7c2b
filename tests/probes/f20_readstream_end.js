// A file stream at its end: whether it is destroyed by then, and what closes first.
const fs = require('fs');
const show = (name, options) => new Promise((resolve) => {
  const stream = fs.createReadStream('small.txt', options);
  stream.on('data', (data) => console.log(name, data.length));
  stream.on('end', () => {
    console.log(name, 'end', stream.destroyed);
    let left = options.autoClose === false ? 1 : 2;
    const done = () => { if (--left === 0) setTimeout(resolve, 10); };
    stream.on('close', () => { console.log(name, 'close'); done(); });
    done();
  });
});
show('part', { end: 1 })
  .then(() => show('kept', { end: 1, autoClose: false }))
  .then(() => show('destroys', { end: 1, autoDestroy: true }))
  .then(() => show('stays', { end: 1, autoDestroy: false }));
