//! Which frames of a stack need not be shown.

use std::collections::BTreeMap;

/// Stacks no longer than this are shown whole, repeated or not.
pub(super) const MOST_REPEATED: usize = 10;

/// Fewer frames than this are not worth leaving out.
const FEWEST: usize = 3;

/// The first run of more than three frames that stands in both stacks: its length and where
/// it starts in the first.
pub(super) fn shared(frames: &[String], others: &[String]) -> Option<(usize, usize)> {
    (0..frames.len().saturating_sub(FEWEST)).find_map(|start| {
        let at = others.iter().position(|other| *other == frames[start])?;
        let pairs = frames[start..].iter().zip(&others[at..]);
        let length = pairs.take_while(|(frame, other)| frame == other).count();
        (length > FEWEST).then_some((length, start))
    })
}

/// Frames that repeat what stands right before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Repeat {
    pub(super) start: usize,
    /// Frames of one repetition.
    pub(super) length: usize,
    pub(super) times: usize,
}

/// The repetitions in a stack, first to last.
///
/// From each frame that comes again, blocks are tried whose length is the greatest common
/// divisor of the distances to its later places, then the values met while computing it (as
/// Node's `getDuplicateErrorFrameRanges` does); what hides most is taken.
pub(super) fn repeats(frames: &[String]) -> Vec<Repeat> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, frame) in frames.iter().enumerate() {
        places.entry(frame).or_default().push(at);
    }
    let mut found = Vec::new();
    if frames.len() - places.len() <= FEWEST {
        return found;
    }
    let mut at = 0;
    while at + FEWEST < frames.len() {
        let later: Vec<_> = places[frames[at].as_str()]
            .iter()
            .filter(|place| **place > at)
            .map(|place| place - at)
            .collect();
        let best = best_repeat(frames, at, &later);
        if let Some((length, times)) = best
            && length * times >= FEWEST
        {
            found.push(Repeat { start: at + length, length, times });
            at += length * (times + 1);
        } else {
            at += 1;
        }
    }
    found
}

/// The length of the block at `start` and how often it comes again, by the distances to the
/// later places of its first frame.
fn best_repeat(frames: &[String], start: usize, later: &[usize]) -> Option<(usize, usize)> {
    let farthest = *later.last()?;
    if farthest < FEWEST {
        return None;
    }
    let mut candidates = Vec::new();
    let mut length = farthest;
    if later.len() > 1 {
        let (divisor, met) = common_divisor(later);
        length = divisor;
        candidates = met;
    }
    let mut best = (length, 0);
    loop {
        let times = frames[start + length..]
            .chunks_exact(length)
            .take_while(|block| **block == frames[start..start + length])
            .count();
        // A block that hides as much as a later candidate is kept.
        if times > 0 && best.0 * best.1 < length * times {
            best = (length, times);
        }
        let Some(next) = candidates.pop() else { break };
        length = next;
    }
    Some(best)
}

/// The greatest common divisor, and the other values of the computation in the order they
/// were first met.
fn common_divisor(distances: &[usize]) -> (usize, Vec<usize>) {
    let mut divisor = 0;
    let mut met: Vec<usize> = Vec::new();
    for distance in distances {
        let mut rest = *distance;
        while rest != 0 {
            let remainder = divisor % rest;
            if divisor != 0 && !met.contains(&divisor) {
                met.push(divisor);
            }
            divisor = rest;
            rest = remainder;
        }
        if divisor == 1 {
            break;
        }
    }
    met.retain(|value| *value != divisor);
    (divisor, met)
}
