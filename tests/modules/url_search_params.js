// URLSearchParams: what its methods check, and its iterators.
const t=(n,f)=>{try{const r=f(); console.log(n,typeof r==='function'?'fn':r)}catch(e){console.log(n,e.name,e.code,e.message)}};
const P=URLSearchParams.prototype; const sp=new URLSearchParams('a=1&b=2&a=3');
for (const m of ['append','delete','get','getAll','has','set','forEach','toString','keys','values','entries']) { t(m+' noargs',()=>{ const q=new URLSearchParams('a=1'); const r=q[m](); return typeof r==='object'&&r?r.next&&r.next():r; }); t(m+' one',()=>{ const q=new URLSearchParams('a=1'); const r=q[m]('a'); return typeof r==='object'&&r?Array.isArray(r)?r:r.next&&r.next():r; }); t(m+' this',()=>P[m].call({})); console.log(m,P[m].length,P[m].name); }
t('size',()=>Object.getOwnPropertyDescriptor(P,'size')&&Reflect.get(P,'size',{}));
const it=sp.entries(); t('tag',()=>Object.prototype.toString.call(it)); t('next',()=>it.next()); t('next this',()=>it.next.call({})); t('insp',()=>require('util').inspect(it)); t('insp2',()=>require('util').inspect(sp.keys())); t('iter',()=>it[Symbol.iterator]()===it); t('next.name',()=>it.next.name);
t('insp sp',()=>require('util').inspect(sp)); t('insp empty',()=>require('util').inspect(new URLSearchParams())); t('keys',()=>Object.keys(P)); 
for (const v of [null,undefined,1,true,{a:1},[['x','y']],[['x']],[1],new Map([['k','v']]),'?q=1',Symbol.iterator,{[Symbol.iterator]:1},{a:Symbol()}]) t('new '+String(typeof v==='symbol'?'sym':v),()=>new URLSearchParams(v).toString());
t('append sym',()=>sp.append(Symbol('x'),1)); t('callable',()=>URLSearchParams('a'));
t('forEach',()=>{ const o=[]; sp.forEach(function(v,k,s){o.push(k,v,s===sp,this&&this.q)},{q:1}); return o.join(); }); t('forEach bad',()=>sp.forEach(1));
t('has2',()=>[sp.has('a','1'),sp.has('a','9')]); t('URL()',()=>URL('x')); t('new URL()',()=>new URL()); t('bad',()=>new URL('nope')); t('bad base',()=>new URL('/x','nope')); t('canParse',()=>URL.canParse&&URL.canParse()); t('parse',()=>URL.parse&&URL.parse('nope'));
t('symbol',()=>new URL(Symbol())); t('set href',()=>{const u=new URL('http://a/'); u.href='nope'}); 
const util=require('util'); const mk=(n)=>new URLSearchParams(Array.from({length:n},(_,i)=>['key'+i,'value'+i]));
for (const n of [1,2,3,4,5,6,7,8]) { console.log(mk(n)); console.log(mk(n).keys()); console.log(mk(n).entries()); console.log(util.inspect(mk(n),{breakLength:40})); }
console.log({a:mk(1),b:[mk(2)]});
