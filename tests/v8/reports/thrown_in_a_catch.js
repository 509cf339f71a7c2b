try {
  null.x;
} catch (e) {
  throw new Error('wrapped: ' + e.message);
}
