// min: 12
console.log(typeof import.meta.url, typeof import.meta.dirname, typeof import.meta.filename);
