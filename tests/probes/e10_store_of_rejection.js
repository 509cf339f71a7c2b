// In which AsyncLocalStorage store handlers of rejections run: promises made in one and rejected in another.
// min: 16
const {AsyncLocalStorage}=require('async_hooks'); const store=new AsyncLocalStorage();
process.on('unhandledRejection',(r)=>{console.log(String(r),store.getStore());process.nextTick(()=>console.log('tick',String(r),store.getStore()));Promise.resolve().then(()=>console.log('micro',String(r),store.getStore()))});
Promise.reject('before');
let rej; 
store.run('made',()=>{ new Promise((a,b)=>{rej=b}); });
store.run('rejected',()=>rej('one'));
store.run('A',()=>{Promise.reject('two')});
store.run('B',async()=>{ await null; store.enterWith('C'); throw 'three'});
let rej2; new Promise((a,b)=>{rej2=b}); store.run('D',()=>rej2('four'));
store.run('E',()=>{ const p=Promise.reject('five'); setImmediate(()=>{ store.run('late',()=>p.then(()=>{}))}) });
setTimeout(()=>store.run('F',()=>{Promise.all([new Promise((a,b)=>setTimeout(b,20,"six"))])}),20);
store.run('G',()=>{ setImmediate(()=>{Promise.reject('seven')}) });
setTimeout(()=>{Promise.reject('eight')},90);
