// util.MIMEType and util.MIMEParams.
const { MIMEType, MIMEParams } = require('util');
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
const m = new MIMEType('Text/HTML; Charset=utf-8 ;q="a\\"b;c"; x=1;charset=no');
t(() => String(m)); t(() => JSON.stringify(m)); t(() => m.type + ' ' + m.subtype + ' ' + m.essence); t(() => [...m.params]); t(() => m.params.get('charset')); t(() => String(m.params));
m.type = 'application'; m.subtype = 'JSON'; m.params.set('k', 'v w'); m.params.delete('x'); t(() => `${m}`);
t(() => new MIMEType('text')); t(() => new MIMEType('/x')); t(() => new MIMEType('te xt/x')); t(() => new MIMEType('text/')); t(() => { m.type = ''; }); t(() => m.params.set('a b', 1)); t(() => m.params.set('a', '\u{1F600}'));
t(() => [...m.params.keys()].join()); t(() => m.params.has('q')); t(() => new MIMEParams().toString()); t(() => String(new MIMEType('a/b;x=;y="";z'))); t(() => String(new MIMEType('a/b;x="unclosed')));
