import { nope } from './names.cjs';
