//! V8's sort since Node 11: a port of Python's list sort (third_party/v8/builtins/array-sort.tq).
//!
//! It finds runs that are in order already, makes short ones longer by binary insertion, and
//! merges neighbours, galloping where one side keeps winning. What it compares, and in which
//! order, is V8's to the last call. Indices stay in bounds whatever the comparator says.

use boa_engine::{Context, JsResult, JsValue};

use super::Compare;

/// So many wins in a row begin galloping (`kMinGallopWins`).
const GALLOP_WINS: usize = 7;

/// Sorts `values`; equal elements stay in order.
pub(super) fn sort(
    values: &mut [JsValue],
    compare: &mut Compare<'_>,
    context: &mut Context,
) -> JsResult<()> {
    if values.len() < 2 {
        return Ok(());
    }
    let mut sorter = Sorter { values, runs: Vec::new(), min_gallop: GALLOP_WINS, compare, context };
    let mut low = 0;
    let mut remaining = sorter.values.len();
    let min_run = min_run_length(remaining);
    while remaining > 0 {
        let mut length = sorter.make_run(low, low + remaining)?;
        if length < min_run {
            let forced = min_run.min(remaining);
            sorter.insert(low, low + length, low + forced)?;
            length = forced;
        }
        sorter.runs.push((low, length));
        sorter.collapse()?;
        low += length;
        remaining -= length;
    }
    sorter.collapse_all()
}

/// A length such that the array's is a power of two of it, or nearly.
fn min_run_length(length: usize) -> usize {
    let (mut length, mut odd) = (length, 0);
    while length >= 64 {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}

struct Sorter<'a, 'c> {
    values: &'a mut [JsValue],
    /// Where each run begins, and its length.
    runs: Vec<(usize, usize)>,
    min_gallop: usize,
    compare: &'a mut Compare<'c>,
    context: &'a mut Context,
}

impl Sorter<'_, '_> {
    fn is_less(&mut self, x: &JsValue, y: &JsValue) -> JsResult<bool> {
        Ok((self.compare)(x, y, self.context)? < 0.0)
    }

    /// The length of the run that begins at `low`; one that falls strictly is turned round.
    fn make_run(&mut self, low: usize, high: usize) -> JsResult<usize> {
        if low + 1 == high {
            return Ok(1);
        }
        let mut length = 2;
        let mut previous = self.values[low + 1].clone();
        let first = self.values[low].clone();
        let falls = self.is_less(&previous, &first)?;
        for at in low + 2..high {
            let current = self.values[at].clone();
            if self.is_less(&current, &previous)? != falls {
                break;
            }
            previous = current;
            length += 1;
        }
        if falls {
            self.values[low..low + length].reverse();
        }
        Ok(length)
    }

    /// Binary insertion of what lies from `start` on into the run before it.
    fn insert(&mut self, low: usize, start: usize, high: usize) -> JsResult<()> {
        let start = if low == start { start + 1 } else { start };
        for at in start..high {
            let pivot = self.values[at].clone();
            let (mut left, mut right) = (low, at);
            while left < right {
                let middle = left + ((right - left) >> 1);
                let other = self.values[middle].clone();
                if self.is_less(&pivot, &other)? {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            self.values[left..=at].rotate_right(1);
        }
        Ok(())
    }

    fn length(&self, run: usize) -> usize {
        self.runs.get(run).map_or(0, |run| run.1)
    }

    /// Merges until each run is longer than the next two together.
    fn collapse(&mut self) -> JsResult<()> {
        while self.runs.len() > 1 {
            let mut run = self.runs.len() - 2;
            if !self.is_balanced(run + 1) || !self.is_balanced(run) {
                if self.length(run - 1) < self.length(run + 1) {
                    run -= 1;
                }
                self.merge(run)?;
            } else if self.length(run) <= self.length(run + 1) {
                self.merge(run)?;
            } else {
                break;
            }
        }
        Ok(())
    }

    fn is_balanced(&self, run: usize) -> bool {
        run < 2 || self.length(run - 2) > self.length(run - 1) + self.length(run)
    }

    fn collapse_all(&mut self) -> JsResult<()> {
        while self.runs.len() > 1 {
            let mut run = self.runs.len() - 2;
            if run > 0 && self.length(run - 1) < self.length(run + 1) {
                run -= 1;
            }
            self.merge(run)?;
        }
        Ok(())
    }

    /// Merges a run with the next.
    fn merge(&mut self, run: usize) -> JsResult<()> {
        let (mut base_a, mut length_a) = self.runs[run];
        let (base_b, mut length_b) = self.runs[run + 1];
        self.runs[run].1 = length_a + length_b;
        self.runs.remove(run + 1);
        let key = self.values[base_b].clone();
        let in_place = self.gallop_right(&key, Side::Work(base_a), length_a, 0, &[])?;
        base_a += in_place;
        length_a -= in_place;
        if length_a == 0 {
            return Ok(());
        }
        let key = self.values[base_a + length_a - 1].clone();
        length_b = self.gallop_left(&key, Side::Work(base_b), length_b, length_b - 1, &[])?;
        if length_b == 0 {
            return Ok(());
        }
        if length_a <= length_b {
            self.merge_low(base_a, length_a, base_b, length_b)
        } else {
            self.merge_high(base_a, length_a, base_b, length_b)
        }
    }

    fn element(&self, side: Side, at: usize, temp: &[JsValue]) -> JsValue {
        match side {
            Side::Work(base) => self.values[base + at].clone(),
            Side::Temp(base) => temp[base + at].clone(),
        }
    }

    /// Where `key` belongs among `length` sorted elements, before those equal to it; `hint` is
    /// where the search begins.
    fn gallop_left(
        &mut self,
        key: &JsValue,
        side: Side,
        length: usize,
        hint: usize,
        temp: &[JsValue],
    ) -> JsResult<usize> {
        let mut reach = Reach::default();
        let element = self.element(side, hint, temp);
        let (mut low, mut high) = if self.is_less(&element, key)? {
            let most = length - hint;
            while reach.offset < most {
                let element = self.element(side, hint + reach.offset, temp);
                if !self.is_less(&element, key)? {
                    break;
                }
                reach.further();
            }
            (hint + reach.last + 1, hint + reach.offset.min(most))
        } else {
            let most = hint + 1;
            while reach.offset < most {
                let element = self.element(side, hint - reach.offset, temp);
                if self.is_less(&element, key)? {
                    break;
                }
                reach.further();
            }
            (hint + 1 - reach.offset.min(most), hint - reach.last)
        };
        while low < high {
            let middle = low + ((high - low) >> 1);
            let element = self.element(side, middle, temp);
            if self.is_less(&element, key)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(high)
    }

    /// The same, behind those equal to `key`.
    fn gallop_right(
        &mut self,
        key: &JsValue,
        side: Side,
        length: usize,
        hint: usize,
        temp: &[JsValue],
    ) -> JsResult<usize> {
        let mut reach = Reach::default();
        let element = self.element(side, hint, temp);
        let (mut low, mut high) = if self.is_less(key, &element)? {
            let most = hint + 1;
            while reach.offset < most {
                let element = self.element(side, hint - reach.offset, temp);
                if !self.is_less(key, &element)? {
                    break;
                }
                reach.further();
            }
            (hint + 1 - reach.offset.min(most), hint - reach.last)
        } else {
            let most = length - hint;
            while reach.offset < most {
                let element = self.element(side, hint + reach.offset, temp);
                if self.is_less(key, &element)? {
                    break;
                }
                reach.further();
            }
            (hint + reach.last + 1, hint + reach.offset.min(most))
        };
        while low < high {
            let middle = low + ((high - low) >> 1);
            let element = self.element(side, middle, temp);
            if self.is_less(key, &element)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(high)
    }

    /// Merges from the left, with the left run kept aside.
    #[expect(clippy::too_many_lines, reason = "V8's routine, step by step")]
    fn merge_low(
        &mut self,
        base_a: usize,
        mut length_a: usize,
        base_b: usize,
        mut length_b: usize,
    ) -> JsResult<()> {
        let temp: Vec<JsValue> = self.values[base_a..base_a + length_a].to_vec();
        let (mut dest, mut at, mut b) = (base_a, 0, base_b);
        macro_rules! take_b {
            () => {
                self.values[dest] = self.values[b].clone();
                dest += 1;
                b += 1;
                length_b -= 1;
            };
        }
        macro_rules! take_a {
            () => {
                self.values[dest] = temp[at].clone();
                dest += 1;
                at += 1;
                length_a -= 1;
            };
        }
        take_b!();
        let mut min_gallop = self.min_gallop;
        let merged = 'merge: {
            if length_b == 0 {
                break 'merge Ok(());
            }
            if length_a == 1 {
                break 'merge Ok(());
            }
            loop {
                let (mut wins_a, mut wins_b) = (0, 0);
                loop {
                    let (x, y) = (self.values[b].clone(), temp[at].clone());
                    let less = match self.is_less(&x, &y) {
                        Ok(less) => less,
                        Err(error) => break 'merge Err(error),
                    };
                    if less {
                        take_b!();
                        wins_b += 1;
                        wins_a = 0;
                        if length_b == 0 {
                            break 'merge Ok(());
                        }
                        if wins_b >= min_gallop {
                            break;
                        }
                    } else {
                        take_a!();
                        wins_a += 1;
                        wins_b = 0;
                        if length_a == 1 {
                            break 'merge Ok(());
                        }
                        if wins_a >= min_gallop {
                            break;
                        }
                    }
                }
                min_gallop += 1;
                let mut first = true;
                while wins_a >= GALLOP_WINS || wins_b >= GALLOP_WINS || first {
                    first = false;
                    min_gallop = min_gallop.saturating_sub(1).max(1);
                    self.min_gallop = min_gallop;
                    let key = self.values[b].clone();
                    wins_a = match self.gallop_right(&key, Side::Temp(at), length_a, 0, &temp) {
                        Ok(wins) => wins,
                        Err(error) => break 'merge Err(error),
                    };
                    if wins_a > 0 {
                        self.values[dest..dest + wins_a].clone_from_slice(&temp[at..at + wins_a]);
                        dest += wins_a;
                        at += wins_a;
                        length_a -= wins_a;
                        // Zero only with a comparator that contradicts itself.
                        if length_a <= 1 {
                            break 'merge Ok(());
                        }
                    }
                    take_b!();
                    if length_b == 0 {
                        break 'merge Ok(());
                    }
                    let key = temp[at].clone();
                    wins_b = match self.gallop_left(&key, Side::Work(b), length_b, 0, &temp) {
                        Ok(wins) => wins,
                        Err(error) => break 'merge Err(error),
                    };
                    for _ in 0..wins_b {
                        take_b!();
                    }
                    if length_b == 0 {
                        break 'merge Ok(());
                    }
                    take_a!();
                    if length_a == 1 {
                        break 'merge Ok(());
                    }
                }
                min_gallop += 1;
                self.min_gallop = min_gallop;
            }
        };
        merged?;
        // What is left of the right run goes before what is left of the left one.
        while length_b > 0 {
            take_b!();
        }
        while length_a > 0 {
            take_a!();
        }
        Ok(())
    }

    /// Merges from the right, with the right run kept aside.
    fn merge_high(
        &mut self,
        base_a: usize,
        mut length_a: usize,
        base_b: usize,
        mut length_b: usize,
    ) -> JsResult<()> {
        let temp: Vec<JsValue> = self.values[base_b..base_b + length_b].to_vec();
        // What is still to be filled ends with `length_a + length_b` elements from `base_a`.
        macro_rules! take_a {
            () => {
                length_a -= 1;
                self.values[base_a + length_a + length_b] = self.values[base_a + length_a].clone();
            };
        }
        macro_rules! take_b {
            () => {
                length_b -= 1;
                self.values[base_a + length_a + length_b] = temp[length_b].clone();
            };
        }
        take_a!();
        let mut min_gallop = self.min_gallop;
        'merge: {
            if length_a == 0 || length_b == 1 {
                break 'merge;
            }
            loop {
                let (mut wins_a, mut wins_b) = (0, 0);
                loop {
                    let (x, y) =
                        (temp[length_b - 1].clone(), self.values[base_a + length_a - 1].clone());
                    if self.is_less(&x, &y)? {
                        take_a!();
                        wins_a += 1;
                        wins_b = 0;
                        if length_a == 0 {
                            break 'merge;
                        }
                        if wins_a >= min_gallop {
                            break;
                        }
                    } else {
                        take_b!();
                        wins_b += 1;
                        wins_a = 0;
                        if length_b == 1 {
                            break 'merge;
                        }
                        if wins_b >= min_gallop {
                            break;
                        }
                    }
                }
                min_gallop += 1;
                let mut first = true;
                while wins_a >= GALLOP_WINS || wins_b >= GALLOP_WINS || first {
                    first = false;
                    min_gallop = min_gallop.saturating_sub(1).max(1);
                    self.min_gallop = min_gallop;
                    let key = temp[length_b - 1].clone();
                    let stays =
                        self.gallop_right(&key, Side::Work(base_a), length_a, length_a - 1, &temp)?;
                    wins_a = length_a - stays;
                    for _ in 0..wins_a {
                        take_a!();
                    }
                    if length_a == 0 {
                        break 'merge;
                    }
                    take_b!();
                    if length_b == 1 {
                        break 'merge;
                    }
                    let key = self.values[base_a + length_a - 1].clone();
                    let stays =
                        self.gallop_left(&key, Side::Temp(0), length_b, length_b - 1, &temp)?;
                    wins_b = length_b - stays;
                    for _ in 0..wins_b {
                        take_b!();
                    }
                    // Zero only with a comparator that contradicts itself.
                    if length_b <= 1 {
                        break 'merge;
                    }
                    take_a!();
                    if length_a == 0 {
                        break 'merge;
                    }
                }
                min_gallop += 1;
                self.min_gallop = min_gallop;
            }
        }
        // What is left of the left run goes behind what is left of the right one.
        while length_a > 0 {
            take_a!();
        }
        while length_b > 0 {
            take_b!();
        }
        Ok(())
    }
}

/// In which array the elements are that are galloped over, and from where on.
#[derive(Clone, Copy)]
enum Side {
    Work(usize),
    Temp(usize),
}

/// How far from its start a gallop has come.
struct Reach {
    last: usize,
    offset: usize,
}

impl Default for Reach {
    fn default() -> Self {
        Self { last: 0, offset: 1 }
    }
}

impl Reach {
    fn further(&mut self) {
        self.last = self.offset;
        self.offset = self.offset.saturating_mul(2).saturating_add(1);
    }
}
