const t = new EventTarget();
t.addEventListener('x', () => { throw new Error('in target'); });
t.dispatchEvent(new Event('x'));
console.log('after');
