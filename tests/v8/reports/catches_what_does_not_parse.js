try {
  require('./unclosed_call');
} catch (error) {
  console.log(error.name, '|', error.message, '|', error instanceof SyntaxError, Object.keys(error));
  console.log(error.stack);
  console.log(String(error));
  console.log(error);
  throw error;
}
