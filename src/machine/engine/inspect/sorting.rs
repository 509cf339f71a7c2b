//! The order of entries, where `sorted` asks for one.

use boa_engine::{JsObject, JsResult, JsString, JsValue};

use super::{Inspector, Sorted};

impl Inspector<'_> {
    /// The entries, sorted from `start` on if the options ask for that.
    pub(super) fn sorted(
        &mut self,
        mut entries: Vec<String>,
        start: usize,
    ) -> JsResult<Vec<String>> {
        match self.options.sorted.clone() {
            Sorted::No => {}
            Sorted::Yes => {
                entries[start..].sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
            }
            Sorted::By(compare) => {
                let tail = entries.split_off(start);
                entries.extend(self.sorted_by(tail, &compare)?);
            }
        }
        Ok(entries)
    }

    /// Merges halves: stable, and at peace with a comparison that contradicts itself, which
    /// the standard library's sorting is not.
    fn sorted_by(&mut self, mut left: Vec<String>, compare: &JsObject) -> JsResult<Vec<String>> {
        if left.len() < 2 {
            return Ok(left);
        }
        let right = left.split_off(left.len() / 2);
        let mut merged = Vec::with_capacity(left.len() + right.len());
        let mut left = self.sorted_by(left, compare)?.into_iter().peekable();
        let mut right = self.sorted_by(right, compare)?.into_iter().peekable();
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let pair = [a, b].map(|entry| JsString::from(entry.as_str()).into());
            let order = compare.call(&JsValue::undefined(), &pair, self.context)?;
            let side = if order.to_number(self.context)? > 0.0 { &mut right } else { &mut left };
            merged.extend(side.next());
        }
        merged.extend(left.chain(right));
        Ok(merged)
    }
}
