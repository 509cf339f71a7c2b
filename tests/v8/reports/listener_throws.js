process.on('uncaughtException', (e) => { throw new Error('again ' + e.message); });
throw new Error('first');
