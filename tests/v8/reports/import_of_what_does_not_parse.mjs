import('./two_of_a_name.mjs').catch((error) => {
  console.log(error.name, '|', error.message, '|', error instanceof SyntaxError);
  console.log(error.stack);
  console.log(error);
  return import('./two_of_a_name.mjs');
});
