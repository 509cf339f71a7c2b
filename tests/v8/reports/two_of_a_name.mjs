export const total = 1;
let sum = 2;
let sum = 3;
