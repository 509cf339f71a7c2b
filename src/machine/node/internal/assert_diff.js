'use strict';
// What two values differ by, line by line, as AssertionError tells it.
//
// Node compared the lines of both one with the other until 20; from 22 on it looks for the
// fewest changes (E. W. Myers, "An O(ND) difference algorithm and its variations", 1986).

const { major } = internal;

const isOld = major < 12;
/** In 10 what is expected has the plus. */
const [plus, minus] = major < 11 ? ['-', '+'] : ['+', '-'];

/** So many equal lines are shown behind a change, from 22 on. */
const shownBehind = 5;

/** The changes that make `b` of `a`, the last first: [' ', line], ['+', line] or ['-', line]. */
function changes(a, b, commasMatter) {
  const ends = (line, other) => line === other ||
    (!commasMatter && (line === `${other},` || `${line},` === other));
  const size = a.length + b.length;
  const furthest = new Int32Array(2 * size + 3);
  const at = (diagonal) => diagonal + size + 1;
  const goesDown = (reached, diagonal, depth) => diagonal === -depth ||
    (diagonal !== depth && reached[at(diagonal - 1)] < reached[at(diagonal + 1)]);
  const history = [];
  const isReached = (depth) => {
    history.push(furthest.slice());
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      let x = goesDown(furthest, diagonal, depth) ? furthest[at(diagonal + 1)] : furthest[at(diagonal - 1)] + 1;
      while (x < a.length && x - diagonal < b.length && ends(a[x], b[x - diagonal])) x++;
      furthest[at(diagonal)] = x;
      if (x >= a.length && x - diagonal >= b.length) return true;
    }
    return false;
  };
  let depth = 0;
  while (!isReached(depth)) depth++;
  const found = [];
  let [x, y] = [a.length, b.length];
  for (; depth >= 0; depth--) {
    const reached = history[depth];
    const before = goesDown(reached, x - y, depth) ? x - y + 1 : x - y - 1;
    const startX = reached[at(before)];
    const startY = startX - before;
    for (; x > startX && y > startY; x--, y--) {
      found.push([' ', !commasMatter && !a[x - 1].endsWith(',') ? b[y - 1] : a[x - 1]]);
    }
    if (depth > 0) found.push(x > startX ? ['+', a[--x]] : ['-', b[--y]]);
  }
  return found;
}

/** The lines of both as 22 and later show them, and whether some were left out. */
function fewest(a, b, commasMatter) {
  const all = changes(a, b, commasMatter).reverse();
  const shown = [];
  let skipped = false;
  let same = 0;
  all.forEach(([kind, line], index) => {
    if (kind === ' ') {
      if (same++ < shownBehind) shown.push(`  ${line}`);
      return;
    }
    const before = (back) => shown.push(`  ${all[index - back][1]}`);
    if (same >= shownBehind + 3) {
      shown.push('...');
      before(1);
      skipped = true;
    } else {
      for (let back = same - shownBehind; back > 0; back--) before(back);
    }
    same = 0;
    shown.push(`${kind} ${line}`);
  });
  return { text: shown.join('\n').trimEnd(), skipped };
}

/** The lines of both one with the other; those that both end with are left out but three. */
function oneByOne(a, b) {
  [a, b] = [a.slice(), b.slice()];
  let skipped = false;
  let ending = [];
  let furthest;
  let count = 0;
  while (a.length > 0 && b.length > 0 && a[a.length - 1] === b[b.length - 1]) {
    const line = a.pop();
    b.pop();
    if (count++ < (isOld ? 2 : 3)) ending.unshift(`  ${line}`);
    else furthest = line;
  }
  const isEqual = a.length === 0 && b.length === 0;
  if (count >= (isOld ? 4 : 5)) {
    ending.unshift('...');
    skipped = true;
  }
  if (furthest !== undefined) ending.unshift(`  ${furthest}`);
  const shown = [];
  let held = [];
  let same = 0;
  let printed = 0;
  let changed = 0;
  const longer = a.length < b.length ? b : a;
  const print = (line) => {
    shown.push(line);
    printed++;
  };
  /** What was equal before a change, as far as it has not been shown. */
  const catchUp = (index) => {
    let back = Math.min(same - 2, same === 5 ? 3 : 2);
    let isCut = same > 5;
    if (isOld) {
      const since = index - changed;
      back = since > 1 && index > 2 ? 1 + (since === 4) : 0;
      isCut = since > 4 && index > 2;
      changed = index;
    }
    if (isCut) {
      shown.push('...');
      skipped = true;
    }
    for (let from = back; from > 0; from--) print(`  ${longer[index - from]}`);
    same = 0;
  };
  for (let index = 0; index < longer.length; index++) {
    let [line, other] = [a[index], b[index]];
    if (line === undefined || other === undefined) {
      catchUp(index);
      printed++;
      if (other === undefined) shown.push(`${plus} ${line}`);
      else held.push(`${minus} ${other}`);
    } else {
      if (major >= 11 && `${line},` === other) line = other;
      if (line === other || major >= 11 && line === `${other},`) {
        shown.push(...held);
        held = [];
        same++;
        if (isOld ? index === 0 || index - changed === 1 : same <= 2) print(`  ${line}`);
      } else {
        catchUp(index);
        shown.push(`${plus} ${line}`);
        held.push(`${minus} ${other}`);
        printed += 2;
      }
    }
    if (printed > (isOld ? 20 : 50) && index < longer.length - 2) {
      return { isEqual, text: [...shown, '...', ...held, '...'].join('\n'), skipped: true };
    }
  }
  return { isEqual, text: [...shown, ...held, ...ending].join('\n'), skipped };
}

module.exports = { fewest, oneByOne };
