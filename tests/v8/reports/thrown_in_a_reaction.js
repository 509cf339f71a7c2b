const err = new Error('old'); Promise.resolve().then(() => { throw err; });
