function greet(name) {
	console.log('Hello', name;
}
module.exports = greet;
