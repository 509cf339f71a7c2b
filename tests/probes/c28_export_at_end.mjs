// A module whose last line is a list of exports, without a semicolon.
// min: 14
import { lines } from './imports/ends.mjs';
lines.push('main');
console.log(lines.join());
export { lines }