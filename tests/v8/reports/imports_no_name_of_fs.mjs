import { nope } from 'fs';
