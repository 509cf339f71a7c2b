Promise.reject((() => { function MyErr(m) { this.message = m; } MyErr.prototype = Object.create(Error.prototype); MyErr.prototype.name = 'MyErr'; return new MyErr('old'); })());
