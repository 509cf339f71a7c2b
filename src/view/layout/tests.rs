use proptest::prelude::*;

use super::*;
use crate::{
    scene::Film,
    trace::{Runtime, draft::everything},
};

thread_local! {
    static BACKDROP: Backdrop = Backdrop::new(&Film::new(everything(Runtime::Node24)), Vec::new());
}

/// What a panel covers, its borders aside: those are shared.
fn insides(layout: &Layout) -> Vec<Rect> {
    let panels = layout.panels.iter().map(|(_, area)| Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    });
    panels.chain([layout.header, layout.trouble, layout.timeline, layout.footer]).collect()
}

fn active() -> impl Strategy<Value = Panel> {
    let panels = [
        Panel::Stack,
        Panel::Ticks,
        Panel::Microtasks,
        Panel::Timers,
        Panel::Poll,
        Panel::Check,
        Panel::Close,
        Panel::Loop,
    ];
    proptest::sample::select(panels.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the size of the terminal: nothing overlaps, nothing is outside, and what is
    /// worked on is in sight.
    #[test]
    fn panels_share_the_screen(
        (width, height) in (1_u16..320, 1_u16..110),
        active in active(),
        (is_big, is_long, has_note) in (any::<bool>(), any::<bool>(), any::<bool>()),
        trouble in 0_u16..6,
        focused in proptest::option::of(active_or_text()),
    ) {
        let area = Rect { x: 0, y: 0, width, height };
        let layout = BACKDROP.with(|backdrop| divide(area, Needs {
            is_big,
            trouble,
            backdrop,
            why: if is_long { Detail::Long } else { Detail::Short },
            active,
            has_note,
            focused,
            is_zoomed: false,
        }));
        let insides = insides(&layout);
        for (n, one) in insides.iter().enumerate() {
            prop_assert!(area.union(*one) == area || one.is_empty(), "{one:?} sticks out");
            for other in &insides[n + 1..] {
                prop_assert!(!one.intersects(*other), "{one:?} over {other:?} in {layout:?}");
            }
        }
        let mut names: Vec<_> = layout.panels.iter().map(|(panel, _)| *panel).collect();
        let all = names.len();
        names.sort_by_key(|panel| format!("{panel:?}"));
        names.dedup();
        prop_assert_eq!(names.len(), all, "a panel is there twice");
        if width >= 20 && height >= 13 && focused.is_none() {
            let is_shown = |panel| layout.area(panel).is_some();
            let stands_for_phases = is_shown(Panel::Loop) && !is_shown(Panel::Timers);
            let by_loop = stands_for_phases && active.queue().is_some();
            prop_assert!(
                is_shown(active) || by_loop || is_shown(Panel::Stack),
                "{active:?} is not in {layout:?}"
            );
            prop_assert!(is_shown(Panel::Source));
        }
    }
}

fn active_or_text() -> impl Strategy<Value = Panel> {
    proptest::sample::select(Panel::FOCUSABLE.to_vec())
}
