//! Long runs of the same steps, told once.

use crate::trace::{Fact, Subject};

/// The longest round that is looked for, in facts.
const LONGEST: usize = 24;

/// How many rounds at least are worth folding.
const ROUNDS: usize = 3;

/// A piece of a list of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The fact at this index.
    One(usize),
    /// From this index on, `len` facts come `times` over, after they were given one by one.
    Again { from: usize, len: usize, times: usize },
}

/// The facts in pieces: of a busy loop one round, and then how many more there were.
///
/// Only facts that touch no queue, no promise and no output are ever folded away.
pub(super) fn pieces(facts: &[Fact]) -> impl Iterator<Item = Piece> {
    let mut next = 0;
    let mut round: Option<(usize, usize, usize)> = None;
    std::iter::from_fn(move || {
        if let Some((from, len, times)) = round.filter(|(from, ..)| *from == next) {
            round = None;
            next = from + len * times;
            return Some(Piece::Again { from, len, times });
        }
        if next >= facts.len() {
            return None;
        }
        if round.is_none()
            && let Some((len, times)) = rounds(&facts[next..])
        {
            round = Some((next + len, len, times - 1));
        }
        next += 1;
        Some(Piece::One(next - 1))
    })
}

/// The shortest round that the facts begin with and repeat often enough, and how often.
fn rounds(facts: &[Fact]) -> Option<(usize, usize)> {
    facts.first().and_then(quiet)?;
    (1..=LONGEST).find_map(|len| {
        let same = facts.iter().zip(facts.get(len..)?).take_while(|(a, b)| is_same(a, b)).count();
        let times = same / len + 1;
        (times >= ROUNDS).then_some((len, times))
    })
}

fn is_same(a: &Fact, b: &Fact) -> bool {
    quiet(a).is_some_and(|a| quiet(b) == Some(a))
}

/// What two facts have in common that look the same in a round; none for whatever a reader
/// must not miss.
fn quiet(fact: &Fact) -> Option<Subject> {
    match fact.subject() {
        subject @ (Subject::Statement(_) | Subject::Call(_) | Subject::Exit | Subject::Spent) => {
            Some(subject)
        }
        Subject::Entry(_) | Subject::Output(_) | Subject::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::trace::{EntryId, SiteId, Value};

    fn at(site: u32) -> Fact {
        Fact::StatementReached { site: SiteId(site) }
    }

    fn folded(facts: &[Fact]) -> Vec<Piece> {
        pieces(facts).collect()
    }

    #[test]
    fn a_loop_is_told_once_and_then_counted() {
        let loop_of = [at(1), at(2), at(1), at(2), at(1), at(2), at(1), at(3)];
        assert_eq!(
            folded(&loop_of),
            [
                Piece::One(0),
                Piece::One(1),
                Piece::Again { from: 2, len: 2, times: 2 },
                Piece::One(6),
                Piece::One(7),
            ]
        );
    }

    #[test]
    fn two_rounds_are_not_worth_it() {
        assert_eq!(folded(&[at(1), at(2), at(1), at(2)]).len(), 4);
    }

    #[test]
    fn values_and_times_may_differ_from_round_to_round() {
        let exited =
            |n| Fact::CallExited { how: crate::trace::ExitKind::Returned, value: Value::Int(n) };
        assert_eq!(
            folded(&[exited(1), exited(2), exited(3), exited(4)]),
            [Piece::One(0), Piece::Again { from: 1, len: 1, times: 3 }]
        );
    }

    #[test]
    fn what_touches_a_queue_is_never_folded() {
        let queued = Fact::EntryQueued { entry: EntryId(1) };
        let facts = [at(1), queued].repeat(50);
        assert_eq!(folded(&facts).len(), 100);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Every fact is in exactly one piece, in order, and only quiet ones are counted.
        #[test]
        fn nothing_gets_lost(sites in prop::collection::vec(1..4u32, 0..120), loud in prop::collection::vec(any::<prop::sample::Index>(), 0..3)) {
            let mut facts: Vec<_> = sites.into_iter().map(at).collect();
            for index in loud {
                if !facts.is_empty() {
                    let index = index.index(facts.len());
                    facts[index] = Fact::EntryQueued { entry: EntryId(1) };
                }
            }
            let mut next = 0;
            for piece in pieces(&facts) {
                match piece {
                    Piece::One(index) => {
                        prop_assert_eq!(index, next);
                        next += 1;
                    }
                    Piece::Again { from, len, times } => {
                        prop_assert_eq!(from, next);
                        for index in from..from + len * times {
                            prop_assert_eq!(facts[index], facts[index - len]);
                            prop_assert!(quiet(&facts[index]).is_some());
                        }
                        next += len * times;
                    }
                }
            }
            prop_assert_eq!(next, facts.len());
        }
    }
}
