const address = 'example.org/path';
const url = new URL(address);
console.log(url.host);
