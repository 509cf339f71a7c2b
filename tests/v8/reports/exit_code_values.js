process.exitCode = '4';
console.log(process.exitCode);
try { process.exitCode = 'no'; console.log(process.exitCode); } catch (e) { console.log(e.code, e.message); }
try { process.exit(1.5); } catch (e) { console.log(e.code, e.message); }
