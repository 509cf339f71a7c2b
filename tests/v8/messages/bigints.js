// since 12
// Each line provokes an error; what it says and where it points is printed.
const t = (f) => {
  try { f(); console.log('no error'); } catch (e) {
    const frame = e.stack.split('\n').find((line) => line.includes(__filename + ':'));
    const at = frame && /:(\d+:\d+)\)?$/.exec(frame);
    console.log(`${e.name}: ${e.message.split('\n').join('\\n')} @${at && at[1]}`);
  }
};
let b = 5n;
t(() => 1n + 1);
t(() => 1 + 1n);
t(() => b * 2.5);
t(() => b - '1');
t(() => b / 0n);
t(() => b % 0n);
t(() => b ** -1n);
t(() => +b);
t(() => b >>> 0n);
t(() => b += 1);
t(() => b & 1);
t(() => b << 1);
t(() => Math.max(b));
t(() => Number.isInteger(b) || null.x);
t(() => BigInt(1.5));
t(() => BigInt('x'));
t(() => BigInt('1n'));
t(() => BigInt(NaN));
t(() => BigInt(Infinity));
t(() => BigInt(null));
t(() => BigInt(undefined));
t(() => BigInt());
t(() => BigInt(Symbol('s')));
t(() => BigInt({}));
t(() => BigInt([]).x.y);
t(() => BigInt.asIntN(-1, b));
t(() => BigInt.asUintN(64, 5));
t(() => b.toString(1));
t(() => BigInt.prototype.toString.call(5));
t(() => isNaN(b));
t(() => parseInt(b).x.y);
t(() => JSON.stringify(b));
t(() => JSON.stringify({ b }));
t(() => new Array(b));
t(() => [].at && 'x'.repeat(b));
t(() => [b, 1].sort((x, y) => x - y));
t(() => new Date(b));
t(() => [].map(b));
t(() => new BigInt64Array([1]));
t(() => new Uint8Array([1n]));
t(() => b in {} || 1n in 5n);
