throw { stack: 'looks like a stack' };
