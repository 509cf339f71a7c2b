// finished and pipeline over streams of the web.
const {finished,pipeline,PassThrough,Readable}=require('stream');
if (typeof ReadableStream==='undefined') process.exit();
const {finished:fp,pipeline:pp}=require('stream/promises');
const log=console.log, name=(e)=>`${e&&e.name} ${e&&e.code} ${e&&e.message}`;
(async()=>{
 try { const rs=new ReadableStream({start(c){c.enqueue(1);setTimeout(()=>c.close(),1)}}); finished(rs,e=>log('fin',name(e))); const r=rs.getReader(); log(await r.read(),await r.read()); } catch(e){log(name(e))}
 await new Promise(r=>setTimeout(r,5));
 try { const rs=new ReadableStream({start(c){setTimeout(()=>c.error(new Error('x')),1)}}); finished(rs,e=>log('fin',name(e)));  } catch(e){log(name(e))}
 await new Promise(r=>setTimeout(r,5));
 try { const ws=new WritableStream({write(c){log('w',c)}}); const w=ws.getWriter(); w.write('a'); w.close(); await fp(ws); log('ws fin');  } catch(e){log(name(e))}
 try { await pp(new ReadableStream({start(c){c.enqueue('abc');c.close()}}), new TransformStream({transform(c,k){k.enqueue(c.toUpperCase())}}), new WritableStream({write(c){log('sink',c)},close(){log('close')}})); log('done'); } catch(e){log(name(e))}
 try { await pp(Readable.from(['x','y']), new TransformStream({transform(c,k){k.enqueue(c+c)}}), async function*(s){ for await(const c of s) { log(c); yield c; } }, new PassThrough().resume()); log('done'); } catch(e){log(name(e))}
 try { await pp(Readable.from(['x','y']), new WritableStream({write(c){throw new Error('sink')}})); log('done'); } catch(e){log(name(e))}
 try { await pp(new ReadableStream({start(c){c.error(new Error('src'))}}), new PassThrough()); log('done'); } catch(e){log(name(e))}
 try { await fp(new TransformStream()); } catch(e){log(name(e))}
 try { finished({},()=>{}); } catch(e){log(name(e))}
 try { finished(null,()=>{}); } catch(e){log(name(e))}
})();
