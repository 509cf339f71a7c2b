'use strict';
// Histograms of whole numbers, which keep so many significant figures, after HdrHistogram
// (hdrhistogram.org): values share a bucket that cannot be told apart by then.

const { major } = internal;
const {
  invalidArgType, invalidArgValue, nodeError, outOfRange, validateInteger, validateNumber, validateObject,
} = require('internal/errors');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const none = 2n ** 63n - 1n; // the smallest of no values

class Counts {
  constructor({ lowest, highest, figures }) {
    this.highest = highest;
    // So many buckets of one width tell all values below them apart.
    this.buckets = 2 ** Math.ceil(Math.log2(2 * 10 ** figures));
    this.unit = 2 ** Math.floor(Math.log2(lowest));
    this.reset();
  }
  reset() {
    this.counts = new Map(); // by the lowest value of the bucket
    this.count = 0;
    this.exceeds = 0;
    this.min = undefined;
    this.max = 0;
  }
  width(value) {
    let width = this.unit;
    while (value >= width * this.buckets) width *= 2;
    return width;
  }
  lowest(value) {
    const width = this.width(value);
    return Math.floor(value / width) * width;
  }
  highestOf(value) { return this.lowest(value) + this.width(value) - 1; }
  middle(value) { return this.lowest(value) + Math.floor(this.width(value) / 2); }
  record(value, times = 1) {
    if (value > this.highest) {
      this.exceeds += times;
      return;
    }
    const bucket = this.lowest(value);
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + times);
    this.count += times;
    if (value !== 0 && (this.min === undefined || value < this.min)) this.min = value;
    this.max = Math.max(this.max, value);
  }
  sorted() { return [...this.counts].sort(([a], [b]) => a - b); }
  least() {
    if (this.counts.has(0)) return 0;
    return this.min === undefined ? Number(none) : this.lowest(this.min);
  }
  most() { return this.count === 0 ? 0 : this.highestOf(this.max); }
  mean() { return this.moment((value) => value); }
  moment(of) {
    let sum = 0;
    for (const [value, times] of this.counts) sum += of(this.middle(value)) * times;
    return sum / this.count;
  }
  central(power) {
    const mean = this.mean();
    return this.moment((value) => (value - mean) ** power);
  }
  deviation() { return Math.sqrt(this.central(2)); }
  // Of too few values nothing is said.
  skewness() { return this.count < 3 ? 0 : this.central(3) / this.central(2) ** 1.5 || 0; }
  kurtosis() { return this.count < 4 ? 0 : this.central(4) / this.central(2) ** 2 - 3 || 0; }
  percentile(percentile) {
    const wanted = Math.max(1, Math.floor(percentile / 100 * this.count + 0.5));
    let seen = 0;
    for (const [value, times] of this.sorted()) {
      seen += times;
      if (seen >= wanted) return percentile === 0 ? this.lowest(value) : this.highestOf(value);
    }
    return 0;
  }
  /** From 0 on, each half as far from 100 as the one before where values still differ. */
  percentiles() {
    const found = new Map();
    const sorted = this.sorted();
    let wanted = 0;
    let seen = 0;
    let last = 0;
    for (const [value, times] of sorted) {
      const before = seen;
      seen += times;
      last = value;
      if (before >= this.count) break;
      while (wanted <= 100 * seen / this.count) {
        found.set(wanted, value);
        wanted += 100 / 2 ** (Math.floor(Math.log2(100 / (100 - wanted))) + 1);
        if (seen >= this.count) break;
      }
    }
    return found.set(100, last);
  }
}

const kept = new WeakMap();
const countsOf = (histogram) => {
  const counts = kept.get(histogram);
  if (counts === undefined) throw nodeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type Histogram');
  return counts;
};
const secret = {};
const numbers = { least: 'min', most: 'max', mean: 'mean', deviation: 'stddev' };
const moments = major >= 24;

class Histogram {
  constructor(key, counts) {
    if (key !== secret) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    kept.set(this, counts);
  }
  get count() { return countsOf(this).count; }
  get countBigInt() { return BigInt(countsOf(this).count); }
  get exceeds() { return countsOf(this).exceeds; }
  get exceedsBigInt() { return BigInt(countsOf(this).exceeds); }
  get minBigInt() { return countsOf(this).count === 0 ? none : BigInt(countsOf(this).least()); }
  get maxBigInt() { return BigInt(countsOf(this).most()); }
  get skewness() { return countsOf(this).skewness(); }
  get kurtosis() { return countsOf(this).kurtosis(); }
  percentile(percentile) {
    const counts = countsOf(this);
    validateNumber(percentile, 'percentile');
    const isOne = percentile > 0 && percentile <= 100;
    if (!isOne && major < 20) throw invalidArgValue('percentile', percentile);
    if (!isOne) throw outOfRange('percentile', '> 0 && <= 100', percentile);
    return counts.percentile(percentile);
  }
  percentileBigInt(percentile) { return BigInt(this.percentile(percentile)); }
  get percentiles() { return countsOf(this).percentiles(); }
  get percentilesBigInt() { return new Map([...this.percentiles].map(([key, value]) => [key, BigInt(value)])); }
  reset() { countsOf(this).reset(); }
  toJSON() { return { count: this.count, ...shown(this), percentiles: Object.fromEntries(this.percentiles) }; }
  [customInspect](depth, options) {
    if (depth < 0) return `[${this.constructor.name}]`;
    const inner = { ...shown(this), count: this.count, percentiles: this.percentiles };
    return `Histogram ${internal.inspect(inner, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}
for (const method of Object.keys(numbers)) {
  Object.defineProperty(Histogram.prototype, numbers[method], {
    get() { return countsOf(this)[method](); }, configurable: true,
  });
}
if (!moments) {
  delete Histogram.prototype.skewness;
  delete Histogram.prototype.kurtosis;
}
const shown = ({ min, max, mean, exceeds, stddev, skewness, kurtosis }) => ({
  min, max, mean, exceeds, stddev, ...(moments && { skewness, kurtosis }),
});

class RecordableHistogram extends Histogram {
  #last;
  record(value) {
    const counts = countsOf(this);
    if (typeof value !== 'bigint' && major >= 20) {
      validateInteger(value, 'val', 1);
    } else if (typeof value !== 'bigint') {
      if (!Number.isSafeInteger(value)) throw invalidArgType('val', ['integer', 'bigint'], value);
      if (value < 1) throw outOfRange('val', 'a safe integer greater than 0', value);
    }
    counts.record(Number(value));
  }
  recordDelta() {
    const counts = countsOf(this);
    const time = Math.round(internal.time() * 1e6);
    if (this.#last !== undefined) counts.record(time - this.#last);
    this.#last = time;
  }
  add(other) {
    const counts = countsOf(this);
    if (!kept.has(other)) throw invalidArgType('other', 'RecordableHistogram', other);
    for (const [value, times] of countsOf(other).counts) counts.record(value, times);
    counts.exceeds += countsOf(other).exceeds;
  }
}

function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  if (typeof lowest !== 'bigint') validateInteger(lowest, 'options.lowest', 1, Number.MAX_SAFE_INTEGER);
  if (major >= 26 && typeof highest === 'number' && highest < 2 * Number(lowest)) {
    throw outOfRange('options.highest', `>= 2 * options.lowest (${2n * BigInt(lowest)}n)`, highest);
  }
  if (typeof highest !== 'bigint') validateInteger(highest, 'options.highest', 2 * Number(lowest), Number.MAX_SAFE_INTEGER);
  else if (highest < 2n * BigInt(lowest)) throw invalidArgType('options.highest', `>= ${2n * BigInt(lowest)}`, highest);
  validateInteger(figures, 'options.figures', 1, 5);
  return new RecordableHistogram(secret, new Counts({ lowest: Number(lowest), highest: Number(highest), figures }));
}

/** How late the loop is with a timer that it has all the time. */
class ELDHistogram extends Histogram {
  #resolution;
  #timer;
  #last;
  constructor(key, counts, resolution) {
    super(key, counts);
    this.#resolution = resolution;
  }
  enable() {
    if (this.#timer !== undefined) return false;
    this.#last = internal.time();
    this.#timer = internal.timers.setInterval(() => {
      const time = internal.time();
      countsOf(this).record(Math.max(1, Math.round((time - this.#last) * 1e6)));
      this.#last = time;
    }, this.#resolution);
    this.#timer.unref();
    return true;
  }
  disable() {
    if (this.#timer === undefined) return false;
    internal.timers.clearInterval(this.#timer);
    this.#timer = undefined;
    return true;
  }
}
if (major >= 24) Object.defineProperty(ELDHistogram.prototype, Symbol.dispose, { value() { this.disable(); }, writable: true, configurable: true });

function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  return new ELDHistogram(secret, new Counts({ lowest: 1, highest: 3.6e12, figures: 3 }), resolution);
}

module.exports = {
  createHistogram, monitorEventLoopDelay,
  isRecordable: (value) => value instanceof RecordableHistogram && kept.has(value),
};
