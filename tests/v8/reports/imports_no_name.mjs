import { nope } from './names.mjs';
