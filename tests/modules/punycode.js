// punycode.
const p = require('punycode');
console.log(p.version, p.encode('mañana'), p.decode('maana-pta'), p.toASCII('mañana.com'), p.toUnicode('xn--maana-pta.com'), p.toASCII('джумла@джpумлатест.bрфa'));
console.log(p.ucs2.decode('a😀'), p.ucs2.encode([97, 128512]), p.encode('☃'), p.toASCII('straße。de'));
try { p.decode('\x80'); } catch (e) { console.log(e.name, e.message); } try { p.decode('ls8h='); } catch (e) { console.log(e.name, e.message); }
