// The second argument of import(): assertions, which later are attributes.
process.on('warning', (warning) => console.log('warning', warning.name, warning.message.replace(/^\S*\//, '')));
const load = (name, options) => import('./imports/data.json', options).then(
  (module) => console.log(name, module.default),
  (error) => console.log(name, error.name, error.code, error.message.replace(/file:\S*\//, '')),
);
(async () => {
  await load('asserts', { assert: { type: 'json' } });
  await load('has', { with: { type: 'json' } });
  await load('neither');
  await load('both', { with: { type: 'json' }, assert: { type: 'css' } });
  await load('asserts another', { assert: { type: 'css' } });
  await load('asserts nothing', { assert: undefined });
  await load('no object', { assert: 1 });
  await load('no text', { assert: { type: 1 } });
  await load('a strange key', { with: { type: 'none', color: 'red' } });
})();
