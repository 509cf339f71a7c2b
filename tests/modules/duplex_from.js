// Duplex.from and compose: of generators, promises, pairs and streams.
const { Duplex, Readable, compose, PassThrough, Transform, pipeline }=require('stream');
const log=console.log; const name=(e)=>`${e&&e.name} ${e&&e.code} ${e&&e.message}`;
if (!compose) process.exit();
(async()=>{
 const up=async function*(src){ for await (const c of src) { log('in',String(c)); yield String(c).toUpperCase(); } };
 const d=Duplex.from(up); d.on('data',c=>log('data',c)).on('end',()=>log('end')).on('finish',()=>log('finish')).on('close',()=>log('close')); d.write('a'); d.write('b'); d.end();
 await new Promise(r=>setTimeout(r,5));
 log('-- compose'); const c=compose(new PassThrough(), up, async function*(s){ for await (const x of s) yield x+x; }); c.end('hello'); for await (const x of c) log(String(x));
 log('-- sink'); const sink=Duplex.from(async (src)=>{ for await (const x of src) log('sink',x); }); sink.on('finish',()=>log('finish')).on('close',()=>log('close')); sink.write('1'); sink.end('2');
 await new Promise(r=>setTimeout(r,5));
 log('-- promise'); for await (const x of Duplex.from(Promise.resolve('later'))) log(x);
 for await (const x of Duplex.from(['i','j'])) log(x);
 const e=Duplex.from(async function*(s){ throw new Error('bad'); }); e.on('error',x=>log(name(x))); e.on('close',()=>log('e close')); e.write('x'); await new Promise(r=>setTimeout(r,5));
 const p=Duplex.from(Promise.reject(new Error('rej'))); p.on('error',x=>log(name(x))); await new Promise(r=>setTimeout(r,5));
 const pair=Duplex.from({readable:Readable.from(['r1','r2']),writable:new PassThrough()}); for await (const x of pair) log(x);
 for (const f of [()=>compose(),()=>Duplex.from(1),()=>Duplex.from(undefined),()=>Duplex.from(()=>1),()=>Duplex.from({})]) try{ f(); log('ok'); }catch(x){ log(name(x)); }
 if (Readable.prototype.compose) { for await (const x of Readable.from(['q','w']).compose(async function*(s){ for await (const c of s) yield c+'!'; })) log(x); }
})();
