// readline over streams: lines, questions, async iteration.
const readline=require('readline');const {Readable,PassThrough}=require('stream');
const rl=readline.createInterface({input:Readable.from(['a\nb','\nlast']),crlfDelay:Infinity});
rl.on('line',l=>{console.log('line',JSON.stringify(l));process.nextTick(()=>console.log('tick',l))});rl.on('close',()=>console.log('close'));
rl.on('pause',()=>console.log('pause'));rl.on('resume',()=>console.log('resume'));
(async()=>{
const r2=readline.createInterface({input:Readable.from(['x\ny\r\nz'])});
for await(const l of r2)console.log('it',l);
console.log('it done');
const input=new PassThrough(),output=new PassThrough();output.on('data',d=>console.log('out',String(d)));
const r3=readline.createInterface({input,output});
r3.question('name? ',a=>{console.log('answer',a);r3.setPrompt('>> ');r3.prompt();r3.on('line',l=>{console.log('l',l);r3.close();});input.write('more\n')});
input.write('bob\n');
r3.on('close',async()=>{console.log('c3');
 try{r3.question('x',()=>{})}catch(e){console.log(e.code,e.message)}
});
})();
