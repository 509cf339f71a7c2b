setTimeout(() => console.log('timer'), 10);
console.log('before the await');

await new Promise((resolve) => setTimeout(resolve, 100));
console.log('after the await');
