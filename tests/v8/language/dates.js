// What `Date` reads from text, with TZ=UTC.
const say = (text) => console.log(JSON.stringify(text), Date.parse(text));
['Jan 5, 2021 10:00','2021-01-05 10:00','2021-01-05 10:00:03','2021/01/05','1/5/2021','Tue, 05 Jan 2021 10:00:00 GMT','5 January 2021','January 5, 2021','2021-1-5','2021-01-05T10:00','2021-01-05','2021','Jan 5 2021','Tue Jan 05 2021 10:00:00 GMT+0200 (X)','2021-01-05T10:00:00+02:00','nonsense','2021-13-01','12:00','2021-01-05T10:00:00.123456Z','Dec 25, 1995','1995-12-17T03:24:00','December 17, 1995 03:24:00','2021-01-05 10:00 PM','2021-01-05 3:00 pm','1.2.2021','2021.01.05','Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)','','foo 5 2020','99','50','1','32','0','12/31/99','2020-02-30','2020-02-31T00:00','2021-01-05T25:00','2021-01-05T24:00','2021-01-05 24:00','+002021-01-05','-000001-01-01','-000000-01-01','2021-01-05Z','2021-01-05 10:00Z','10:00 2021-01-05','20210105','Jan','1 2 3 4','5:','5::','1/1/2020 5::','2021-1-5 GMT-8','2021-1-5 10:00 +1','2021-1-5 10:00 +01:30','2021-1-5 10:00 -0530','2021-1-5 10:00 EST','Mon, 25 Dec 1995 13:30:00 +0430','(c) 2020','2020 (','2020)','jan5','5jan2020','5-jan-2020','T10:00','2020T10:00','2020-1T10:00','  2020  ','2020-01-01T00:00:00.1','2020-01-01T00:00:00.','2020-01-01T00:00:00z','2020-01-01t00:00:00','Sept 5 2020','1e3','١','2020 é 5','300000-01-01','+275760-09-13T00:00:00.001Z'].forEach(say);
console.log(new Date('2021-01-05 10:00').getTime(), new Date(new String('Jan 5, 2021')).getTime(), new Date({ toString: () => '1/5/2021' }).getTime(), new Date(new Date(5)).getTime(), new Date('5').getTime(), new Date(2021, 0).getTime(), new Date(null).getTime(), new Date(undefined).getTime(), new Date([2021, 1, 5]).getTime());
console.log(`${new Date(5)}`, new Date(6) + '', Date.prototype.toString.name, Date.length, Date.parse.length, typeof Date() + / GMT\+0000 \(Coordinated Universal Time\)$/.test(Date()));
class Day extends Date { get next() { return new Day(this.getTime() + 86400000); } }
console.log(new Day('Jan 5, 2021').next.toISOString(), new Day() instanceof Date, new Day(0).constructor === Day, new Date(0).constructor === Date);
let seed = 5;
const random = (n) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return Math.floor(seed / 0x7fffffff * n); };
const parts = ['2020', '1', '5', '12', '31', '32', '99', '00', '24', '10', '59', '60', '123', '2021', '-', '-', '/', ':', ':', '.', '+', ' ', ' ', 'T', 'Z', 'GMT', 'UTC', 'EST', 'am', 'PM', 'Jan', 'december', 'foo', '(x)', ')', '(', ',', '\u00a0'];
for (let line = 0; line < 60; line++) {
  const read = [];
  while (read.length < 8) {
    let text = '';
    for (let part = random(8); part >= 0; part--) text += parts[random(parts.length)];
    const time = Date.parse(text);
    // Most mean nothing.
    if (time === time || random(20) === 0) read.push(`${JSON.stringify(text)} ${time}`);
  }
  console.log(read.join(' '));
}
