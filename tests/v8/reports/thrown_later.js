const err = new Error('old'); setTimeout(() => { throw err; }, 1);
