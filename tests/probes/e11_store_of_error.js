// In which AsyncLocalStorage store handlers of uncaught errors run.
// min: 16
const {AsyncLocalStorage}=require('async_hooks'); const store=new AsyncLocalStorage();
process.on('uncaughtException',(r)=>{console.log(r.message||r,store.getStore());process.nextTick(()=>console.log('tick',r.message||r,store.getStore()));Promise.resolve().then(()=>console.log('micro',r.message||r,store.getStore()))});
store.run('A',()=>{Promise.reject(new Error('two'))});
store.run('B',async()=>{ await null; store.enterWith('C'); throw new Error('three')});
store.run('G',()=>{ setImmediate(()=>{Promise.reject(new Error('seven'))}) });
store.run('H',()=>{ setImmediate(()=>{throw 'h'}) });
store.run('I',()=>{ process.nextTick(()=>{throw 'i'}) });
store.run('J',()=>{ queueMicrotask(()=>{throw 'j'}) });
store.run('K',()=>{ setTimeout(()=>{throw 'k'},60) });
