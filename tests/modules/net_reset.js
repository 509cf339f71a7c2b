// Writing where the other end has finished, resets, and lookups of one's own.
const net=require('net'); const log=console.log;
function run(name, onServer, onClient, next){
  const s=net.createServer((c)=>{ c.on('error',e=>log(name,'S error',e.code,e.syscall)).on('end',()=>log(name,'S end')).on('close',h=>log(name,'S close',h)); onServer(c,s); });
  s.listen(0,()=>{ const c=net.connect(s.address().port); c.on('connect',()=>log(name,'C connect')).on('data',d=>log(name,'C data',String(d))).on('error',e=>log(name,'C error',e.code,e.syscall,e.message)).on('end',()=>log(name,'C end')).on('close',h=>{log(name,'C close',h); s.close(()=>next&&setTimeout(next,5));}); onClient(c); });
}
const cases=[
 ['destroy-at-accept/write-at-connect',c=>c.destroy(),c=>c.on('connect',()=>c.write('x',e=>log('cb',e&&e.code)))],
 ['destroy-at-accept/write-now',c=>c.destroy(),c=>c.write('x',e=>log('cb',e&&e.code))],
 ['destroy-at-accept/silent',c=>c.destroy(),c=>{}],
 ['destroy-read',c=>{c.on('data',()=>c.destroy())},c=>c.write('hello')],
 ['reset',c=>{ c.resetAndDestroy?setTimeout(()=>c.resetAndDestroy(),2):c.destroy()},c=>{}],
 ['reset with data',c=>{ c.write('data'); c.resetAndDestroy?setTimeout(()=>c.resetAndDestroy(),2):c.destroy()},c=>{}],
];
(function go(i){ if(i<cases.length){ const [n,a,b]=cases[i]; log('--',n); run(i,a,b,()=>go(i+1)); } })(0);
