throw { name: 'Err', message: 'looks like one' };
