import './two_of_a_name.mjs';
console.log('never');
