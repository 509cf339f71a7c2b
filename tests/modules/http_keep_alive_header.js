// The headers of an answer on a connection that is kept.
const http=require('http'); const s=http.createServer((q,r)=>r.end('x')).listen(0,()=>{ const agent=new http.Agent({keepAlive:true}); http.get({port:s.address().port,agent},r=>{ console.log(r.rawHeaders.filter((x,i)=>i%2==0||r.rawHeaders[i-1]!=='Date')); r.resume(); r.on('end',()=>s.close(), agent.destroy()); }); });
