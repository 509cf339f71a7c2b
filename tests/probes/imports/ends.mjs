const lines = ['imported'];
const more = 1;
export default lines
export { lines, more }
// the end