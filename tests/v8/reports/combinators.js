const f = async () => { await null; console.log(new Error('x').stack.split('\n').filter((l) => /async/.test(l)).join('|')); throw 1; };
(async () => { await Promise.allSettled([f()]); })();
(async () => { try { await Promise.any([f()]); } catch {} })();
(async () => { try { await Promise.race([f()]); } catch {} })();
