// What sockets and servers check, and what is an address.
const net=require('net'); const log=console.log;
const t=(n,f)=>{try{const r=f(); log(n,'ok'); if (r&&r.on) { r.on('error',()=>{}); if(r.destroy) r.destroy(); if(r.close) r.close(()=>{});} }catch(e){log(n,e.name,e.code,e.message)}};
for (const p of [true,{},[],null,undefined,-1,65536,NaN,'x',' ','0x1',1.5,'1e5',Infinity,new Boolean(true)]) t('port '+String(p&&p.toString?typeof p+p:p),()=>net.connect({port:p}));
t('none',()=>net.connect({})); t('noargs',()=>net.connect()); t('path1',()=>net.connect({path:1}));
t('lookup',()=>net.connect({port:1,host:'localhost',lookup:1})); t('localAddress',()=>net.connect({port:1,localAddress:'foo'})); t('localPort',()=>net.connect({port:1,localPort:'foo'})); t('host',()=>net.connect({port:1,host:5}));
t('family',()=>net.connect({port:1,host:'localhost',family:7}));
t('asf',()=>net.connect({port:1,autoSelectFamily:'x'})); t('asft',()=>net.connect({port:1,autoSelectFamilyAttemptTimeout:'x'}));t('asft0',()=>net.connect({port:1,autoSelectFamilyAttemptTimeout:0}));
t('objectMode',()=>new net.Socket({objectMode:true})); t('rom',()=>new net.Socket({readableObjectMode:true}));t('wom',()=>net.connect({port:1,writableObjectMode:true}));
const l=(n,...a)=>t('listen '+n,()=>{ const s=net.createServer(); s.on('error',()=>{}); s.on('listening',()=>s.close()); s.listen(...a); });
const signal=+process.versions.node.split('.')[0]>=16; if (signal) l('signal',{port:0,signal:1}); l('-1',-1); l('65536',65536); l('1.5',1.5); l('true',true); l('{}',{}); l('null',null); l('undef',undefined); l('false',false); l('NaN',NaN); l('port str',{port:'0'}); l('port bad',{port:'x'}); l('port true',{port:true}); l('port -1',{port:-1}); l('path 1',{path:1}); l('host bad',{port:0,host:'1.1.1.1'}); l('host 5',{port:0,host:5}); l('fn',()=>{}); l('host ::1',{port:0,host:'::1'}); l('localhost',{port:0,host:'localhost'});
t('createServer',()=>net.createServer('x')); t('createServer1',()=>net.createServer(1)); t('createServer null',()=>net.createServer(null));
const s=new net.Socket(); t('st',()=>{s.setTimeout('x')}); t('st-1',()=>{s.setTimeout(-1)}); t('stcb',()=>{s.setTimeout(1,1)}); t('enc',()=>{s.setEncoding('x')});
for (const i of ['1.2.3.4','01.2.3.4','256.1.1.1','1.2.3','::','::1','1::2::3','fe80::1%lo','fe80::1%','::ffff:1.2.3.4','::ffff:1.2.3.256',':','1:2:3:4:5:6:7:8','1:2:3:4:5:6:7','1:2:3:4:5:6:7:8:9','12345::','0000:0000:0000:0000:0000:0000:0000:0000::0000','',1,null,undefined,{toString:()=>'::1'},'::g','1:2:3:4:5:6:1.2.3.4','::1.2.3.4.5']) t('ip '+String(i),()=>log(net.isIP(i),net.isIPv4(i),net.isIPv6(i)));
