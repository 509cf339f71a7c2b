const err = new Error('x'); err.name = 'Renamed'; err.message = 'changed'; throw err;
