//! What waits off the queues: suspended async functions, and promises that are not settled.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    Panel, View, items, label,
    panel::{self, Anchor, Visible},
    rows::Rows,
    words,
};
use crate::{
    scene::{Pending, Suspended, Thing, Zone},
    text::Lang,
    trace::PromiseOrigin,
};

/// The lines of either panel.
pub(super) fn rows(view: &View<'_>, of: Panel, area: Rect) -> Rows {
    let total = items::count_shown(of, view.scene).unwrap_or(0);
    let visible = Visible::of(total, area.height.into(), Anchor::First, view.selected(of));
    Rows { area, visible, ghosts: 0 }
}

/// Each async function that waits, and on which line.
pub(super) fn suspended(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width);
    let Rows { visible, .. } = rows(view, Panel::Suspended, area);
    let lines = view.scene.suspended().skip(visible.range.start).take(visible.range.len());
    let lines = lines.map(|waiting| Line::from(waiting_call(view, &waiting, room)));
    panel::list(&visible, lines, view.look, area, buf);
}

fn waiting_call<'a>(view: &'a View<'_>, waiting: &Suspended<'_>, room: usize) -> Vec<Span<'a>> {
    let theme = &view.look.theme;
    let mark = mark(view, Thing::Wait(waiting.wait), Zone::Suspended);
    let name = label::call(view, &waiting.call);
    let promise = waiting.promise.map_or(String::new(), |id| format!("  promise {}", id.0));
    let left = [
        Span::styled(mark, theme.now),
        Span::raw(" "),
        Span::raw(name),
        Span::styled(promise, theme.muted),
    ];
    let place = Span::styled(format!("await :{}", waiting.place.line), theme.muted);
    panel::ends(&left, place, room, theme)
}

/// Each promise that is pending, and how many reactions wait for it.
pub(super) fn promises(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width);
    let Rows { visible, .. } = rows(view, Panel::Promises, area);
    let lines = view.scene.promises().skip(visible.range.start).take(visible.range.len());
    let lines = lines.map(|pending| Line::from(promise(view, &pending, room)));
    panel::list(&visible, lines, view.look, area, buf);
}

fn promise<'a>(view: &'a View<'_>, pending: &Pending<'_>, room: usize) -> Vec<Span<'a>> {
    let theme = &view.look.theme;
    let lang = view.look.lang;
    let origin = match pending.origin {
        PromiseOrigin::Then => words::one(lang, "from then", "来自 then"),
        PromiseOrigin::Call => words::one(lang, "from a call", "来自调用"),
        PromiseOrigin::Async => words::one(lang, "of an async function", "来自 async 函数"),
        PromiseOrigin::Seen => "",
    };
    let reactions = match (pending.reactions, lang) {
        (0, _) => String::new(),
        (1, Lang::En) => "  1 reaction".to_owned(),
        (n, Lang::En) => format!("  {n} reactions"),
        (n, Lang::Zh) => format!("  {n} 个回调"),
    };
    let left = [
        Span::styled(mark(view, Thing::Promise(pending.promise), Zone::Promises), theme.now),
        Span::raw(format!(" {:>2} ", pending.promise.0)),
        Span::styled(origin, theme.muted),
        Span::raw(reactions),
    ];
    let place = pending.place.map_or(String::new(), |place| format!(":{}", place.line));
    panel::ends(&left, Span::styled(place, theme.muted), room, theme)
}

fn mark(view: &View<'_>, thing: Thing, zone: Zone) -> &'static str {
    let movement = view.scene.movement();
    let is_new = movement.is_some_and(|it| it.thing == thing && it.to == Some(zone));
    if is_new { "+" } else { " " }
}
