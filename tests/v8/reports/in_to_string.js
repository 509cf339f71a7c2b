const o = { toString() { throw new Error('in toString'); } };
`${o}`;
