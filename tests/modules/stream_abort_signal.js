// addAbortSignal, and the old names of parts of modules.
const {addAbortSignal,Readable}=require('stream');
const t=f=>{try{f();console.log('ok')}catch(e){console.log(e.name,e.code,e.message.split('\n')[0])}};
if (typeof AbortController==='undefined'|| !addAbortSignal) process.exit();
const s=new AbortController().signal;
t(()=>addAbortSignal(1,new Readable())); t(()=>addAbortSignal(s,{})); t(()=>addAbortSignal(s,1)); t(()=>addAbortSignal(s)); t(()=>addAbortSignal());
for (const m of ['_stream_readable','_stream_writable','_http_agent','_http_client']) t(()=>{ console.log(m, Object.keys(require(m)).slice(0,2).join()); });
(async()=>{ if (typeof ReadableStream==='undefined') return; const ac=new AbortController(); const rs=new ReadableStream(); try { addAbortSignal(ac.signal,rs); const r=rs.getReader(); const p=r.read(); ac.abort(); await p; } catch(e){console.log(e.name,e.code,e.message)}
 const ac2=new AbortController(); const ws=new WritableStream({abort(){console.log('abort')}}); try { addAbortSignal(ac2.signal,ws); const w=ws.getWriter(); ac2.abort(); await w.closed; } catch(e){console.log(e.name,e.code,e.message)} })();
