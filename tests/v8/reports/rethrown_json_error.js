try {
  JSON.parse('x');
} catch (e) {
  throw e;
}
