process.on('uncaughtException', (e, o) => { console.log('UE', String(e && e.message || e), o); });
process.on('uncaughtExceptionMonitor', (e, o) => { console.log('mon', String(e && e.message || e), o); });
process.nextTick(() => { throw new Error('tick'); });
Promise.reject(new Error('rej'));
Promise.reject(7);
process.on('exit', (c) => console.log('exit', c));
