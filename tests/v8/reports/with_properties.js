const e = new Error('multi\nline');
e.extra = { a: [1, 2] };
throw e;
