let o;
setTimeout(function tick() {
	console.log(o.x.y);
}, 1);
