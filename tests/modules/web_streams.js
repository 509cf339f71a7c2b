// Streams of the web: who is asked for what, and when.
const {ReadableStream,WritableStream,TransformStream,CountQueuingStrategy,TextDecoderStream,TextEncoderStream}=require('stream/web');
const log=console.log;
(async()=>{
let n=0;
const rs=new ReadableStream({start(c){log('start',c.desiredSize)},pull(c){log('pull',n,c.desiredSize);c.enqueue(n++);if(n===4)c.close()},cancel(r){log('cancel',r)}},new CountQueuingStrategy({highWaterMark:2}));
log(rs.locked,rs);
Promise.resolve().then(()=>log('m1')).then(()=>log('m2')).then(()=>log('m3')).then(()=>log('m4'));
const r=rs.getReader();log(rs.locked);
for(;;){const x=await r.read();log(x);if(x.done)break}
await r.closed;log('closed');r.releaseLock();
try{rs.getReader();log('ok');new ReadableStream({type:'x'})}catch(e){log(e.name,e.code)}
const ws=new WritableStream({start(){log('wstart')},async write(c){log('write',c);await null;log('wrote',c)},close(){log('wclose')},abort(e){log('abort',e)}},{highWaterMark:1});
const w=ws.getWriter();log(w.desiredSize);
w.ready.then(()=>log('ready'));
w.write('a').then(()=>log('a done'));log(w.desiredSize);
w.write('b').then(()=>log('b done'));w.closed.then(()=>log('w closed'));
await w.close();log('after close',ws.locked);
const ts=new TransformStream({transform(c,k){log('t',c);k.enqueue(c*2);k.enqueue(c*2+1)},flush(k){log('flush');k.enqueue('end')}});
const rr=new ReadableStream({start(c){c.enqueue(1);c.enqueue(2);c.close()}});
for await(const c of rr.pipeThrough(ts))log('got',c);
const [a,b]=new ReadableStream({start(c){c.enqueue('x');c.enqueue('y');c.close()}}).tee();
const all=async s=>{const o=[];for await(const c of s)o.push(c);return o};
log(await Promise.all([all(a),all(b)]));
const er=new ReadableStream({pull(c){c.error(new Error('bad'))}});
try{await er.getReader().read()}catch(e){log('err',e.message)}
for await(const c of new ReadableStream({pull(c){c.enqueue(1)},cancel(r){log('cancelled',r)}})){log('c',c);break}
await new ReadableStream({start(c){c.enqueue('p');c.enqueue('q');c.close()}}).pipeTo(new WritableStream({write(c){log('pw',c)},close(){log('pclosed')}}));log('piped');
try{await new ReadableStream({pull(c){c.enqueue('p')},cancel(e){log('src cancel',e.message)}}).pipeTo(new WritableStream({write(c){throw new Error('nope')}}))}catch(e){log('pipe err',e.message)}
if(TextEncoderStream){for await(const c of new ReadableStream({start(c){c.enqueue('hé');c.close()}}).pipeThrough(new TextEncoderStream()).pipeThrough(new TextDecoderStream()))log(c);}
const ab=new WritableStream({abort(e){log('aborted',e)}});log(await ab.abort('why'));log(ab);
if(ReadableStream.from)log(await all(ReadableStream.from(['f','g'])));
})();
