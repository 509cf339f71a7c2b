//! The fold against a plain one, and what single steps look like.

mod moves;
mod reasons;
mod reference;

use proptest::prelude::*;

use super::*;
use crate::trace::{
    ClockCause, Entry, EntryKind, ExitKind, Phase, Priority, PromiseOrigin, Runtime, SiteId,
    SiteKind, Stream, Trace, Value, WaitId, Worker, draft::Draft,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the facts are, every scene is what a plain fold of all facts before it gives,
    /// from a keyframe, from scene to scene, and at the borders between keyframes.
    #[test]
    fn every_scene_is_what_a_plain_fold_gives(choices in reference::choices(), at_step in any::<prop::sample::Index>()) {
        let film = Film::new(reference::trace(&choices));
        let end = film.end().0;
        let somewhere = u32::try_from(at_step.index(end as usize + 1)).expect("few steps");
        let all: Vec<_> = scenes(&film).collect();
        prop_assert_eq!(all.len(), end as usize + 1);
        for step in [0, 1, 2, 511, 512, 513, 1024, 1025, somewhere, end, end + 9] {
            let step = step.min(end + 9);
            let scene = at(&film, Step(step));
            let expected = reference::fold(film.trace(), Step(step.min(end)));
            prop_assert_eq!(&reference::picture(&scene), &expected);
            let walked = &all[step.min(end) as usize];
            prop_assert_eq!(&reference::picture(walked), &expected);
            prop_assert_eq!(walked.movement(), scene.movement());
            prop_assert_eq!(walked.left(), scene.left());
            let _ = why(&film, Step(step));
        }
    }
}

#[test]
fn a_playhead_before_and_past_the_trace_is_at_its_ends() {
    let film = Film::new(Trace::default());
    let scene = at(&film, Step(7));
    assert_eq!((scene.step(), scene.fact(), scene.depth()), (Step(0), None, 0));
    assert!(why(&film, Step(7)).rule.is_none());
}
