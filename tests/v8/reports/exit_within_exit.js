process.on('exit', (c) => { console.log('exit', c); process.exit(5); });
throw new Error('x');
