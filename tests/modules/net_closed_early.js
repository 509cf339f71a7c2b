// A server that is closed before it listens.
const net=require('net'); const s=net.createServer().listen(0,'127.0.0.1',()=>console.log('listening')); console.log(s.listening, s.address()); s.close((e)=>console.log('closed',e&&e.code)); setTimeout(()=>{console.log(s.listening); if (s.listening) s.close();},20);
