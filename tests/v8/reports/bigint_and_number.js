const total = 10n;
console.log('total', total + 5);
