const error = new Error('x');
console.log(error.stack.length > 0);
error.message = 'changed';
Promise.reject(error);
