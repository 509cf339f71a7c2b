// Abort signals, controllers and events: what they check, and how they are shown.
const util=require('util');
const t=(f)=>{try{const r=f();console.log(typeof r==='function'?'fn':r)}catch(e){console.log(e.name,e.code,e.message)}};
if (typeof AbortController==='undefined') { console.log('none'); process.exit(); }
const ac=new AbortController();
for (const d of [0,1,2,null]) t(()=>util.inspect(ac,{depth:d}));
for (const d of [-1,0,1,null]) t(()=>util.inspect(ac.signal,{depth:d}));
if (AbortSignal.any) {
t(()=>AbortSignal.any()); t(()=>AbortSignal.any(5)); t(()=>AbortSignal.any([ac.signal,undefined])); t(()=>AbortSignal.any([1])); t(()=>AbortSignal.any(null)); t(()=>AbortSignal.any(new Set([ac.signal])).aborted);t(()=>AbortSignal.any({length:0}));
}
if (AbortSignal.timeout) { t(()=>AbortSignal.timeout()); t(()=>AbortSignal.timeout('x')); t(()=>AbortSignal.timeout(-1)); t(()=>AbortSignal.timeout(NaN)); }
t(()=>new AbortSignal()); t(()=>AbortController());
t(()=>AbortSignal.prototype.aborted); t(()=>AbortController.prototype.signal); t(()=>AbortController.prototype.abort.call({}));
t(()=>Object.prototype.toString.call(ac)); t(()=>Object.keys(ac)); t(()=>Object.getOwnPropertyNames(AbortController.prototype)); t(()=>Object.getOwnPropertyNames(AbortSignal.prototype)); t(()=>Object.getOwnPropertyNames(AbortSignal));
t(()=>{ac.signal.throwIfAborted(); return 1}); 
t(()=>AbortSignal.prototype.throwIfAborted.call({}));
ac.signal.onabort=(e)=>console.log(e.type,e.isTrusted,e.target===ac.signal, e instanceof Event);
ac.abort(); t(()=>ac.signal.reason.message);
t(()=>ac.signal.aborted);
t(()=>AbortSignal.abort('x'));
t(()=>AbortSignal.abort().reason.stack.split('\n')[0]);
t(()=>util.inspect(new EventTarget()));
t(()=>new Event()); t(()=>new Event('a',1)); t(()=>new EventTarget().dispatchEvent()); t(()=>new EventTarget().dispatchEvent({})); t(()=>new EventTarget().addEventListener()); t(()=>new EventTarget().addEventListener('a')); t(()=>new EventTarget().addEventListener('a',1)); t(()=>new EventTarget().addEventListener('a',null)); t(()=>new EventTarget().removeEventListener('a'));
t(()=>EventTarget.prototype.addEventListener.call({}, 'a',()=>{}));
t(()=>EventTarget.prototype.dispatchEvent.call({}, new Event('a')));
for (const p of ['type','target','currentTarget','defaultPrevented','timeStamp','eventPhase','isTrusted','composed','bubbles','cancelable','returnValue','srcElement','cancelBubble']) t(()=>Reflect.get(Event.prototype,p,{}));
for (const p of ['preventDefault','stopPropagation','composedPath','stopImmediatePropagation','initEvent']) t(()=>Event.prototype[p].call({}));
t(()=>Object.getOwnPropertyNames(Event.prototype)); t(()=>Object.getOwnPropertyNames(EventTarget.prototype)); t(()=>Object.getOwnPropertyNames(new Event('a')));
process.on('warning',(w)=>console.log('W',w.name,w.message));
t(()=>new EventTarget().addEventListener()); t(()=>new EventTarget().addEventListener('a')); t(()=>new EventTarget().removeEventListener('a')); t(()=>new EventTarget().removeEventListener());
t(()=>Reflect.get(Event.prototype,'isTrusted',{}));
t(()=>{const e=new EventTarget(); require('events').setMaxListeners(1,e); e.addEventListener('x',()=>{});e.addEventListener('x',()=>{});e.addEventListener('x',()=>{});});
t(()=>{const e=new AbortController().signal; require('events').setMaxListeners(1,e); e.addEventListener('x',()=>{});e.addEventListener('x',()=>{});});
if (typeof CustomEvent!=='undefined') { t(()=>Reflect.get(CustomEvent.prototype,'detail',{})); t(()=>new CustomEvent()); t(()=>new CustomEvent('f',1)); t(()=>new CustomEvent('x',{detail:1}).detail); }
