// A file that is loaded late changes prototypes whose properties this one has read before.
class Shop { open() { return 'open'; } price() { return 1; } close() { return 'closed'; } }
const shop = new Shop();
const price = () => (shop.price ? shop.price() : 'none');
const closes = () => shop.close();
const kind = () => typeof shop.price;
console.log(price(), closes(), kind());
setTimeout(() => {
  const { remove, derive } = require('./imports/mocks');
  remove(Shop.prototype, 'open');
  console.log(price(), closes(), kind());
  derive(Shop.prototype, 'price', () => () => 2);
  console.log(price(), closes(), kind());
  remove(Shop.prototype, 'price');
  console.log(price(), closes(), kind());
});
