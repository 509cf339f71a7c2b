import './onmissing.mjs';
