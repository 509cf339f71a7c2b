//! The call stack, top first, and the callback at its foot.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    Lane, Panel, View, clip, label,
    panel::{self, Anchor, Visible},
    queue,
    rows::Rows,
    words,
};
use crate::{
    scene::{self, Call, Ended, Resumed, Running, Thing, Zone},
    text,
    trace::{EntryKind, ExitKind, Step},
};

/// The calls, without the callbacks below them.
pub(super) fn rows(view: &View<'_>, area: Rect) -> Rows {
    let foot = u16::try_from(view.scene.running_entries().count()).unwrap_or(u16::MAX);
    // The callback at the foot stays in sight however deep the calls above it go.
    let area = Rect { height: area.height.saturating_sub(foot), ..area };
    let ghosts = usize::from(has_ghost(view));
    let total = view.scene.depth() + ghosts;
    let at = view.selected(Panel::Stack).map(|at| at.saturating_add(ghosts));
    let visible = Visible::of(total, area.height.into(), Anchor::First, at);
    Rows { area, visible, ghosts }
}

/// The row of the callback that runs.
pub(super) fn foot_row(view: &View<'_>, area: Rect) -> Option<Rect> {
    let calls = rows(view, area);
    let total = view.scene.depth() + calls.ghosts;
    area.rows().nth(total.min(calls.area.height.into()))
}

pub(super) fn draw(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let scene = view.scene;
    let theme = &view.look.theme;
    let room = usize::from(area.width);
    let ghost = ghost(view, room);
    let Rows { area: calls_area, visible, ghosts } = rows(view, area);
    let foot: Vec<Line<'_>> =
        scene.running_entries().map(|running| foot(view, &running, room)).collect();
    let above = scene.depth() + ghosts;
    if above + foot.len() == 0 {
        let idle = Line::styled(format!(" {}", idle(view)), theme.muted);
        return panel::list(&all(1), std::iter::once(idle), view.look, area, buf);
    }
    let calls = scene.calls().enumerate().map(|(index, call)| line(view, index, &call, room));
    let lines = ghost.into_iter().chain(calls);
    let lines = lines.skip(visible.range.start).take(visible.range.len());
    panel::list(&visible, lines, view.look, calls_area, buf);
    let shown = u16::try_from(above).unwrap_or(u16::MAX).min(calls_area.height);
    let foot_area = Rect { y: area.y + shown, height: area.height.saturating_sub(shown), ..area };
    panel::list(&all(foot.len()), foot.into_iter(), view.look, foot_area, buf);
}

fn all(total: usize) -> Visible {
    Visible { above: 0, range: 0..total, below: 0, selected: None }
}

fn line<'a>(view: &'a View<'_>, index: usize, call: &Call<'_>, room: usize) -> Line<'a> {
    let theme = &view.look.theme;
    let is_new = index == 0
        && view.scene.movement().is_some_and(|movement| movement.to == Some(Zone::Calls));
    let (mark, style) = match (index, is_new) {
        (0, true) => ("+", theme.now),
        (0, false) => (theme.pointer(), theme.now),
        (_, _) => (" ", theme.base),
    };
    let resumed = match call.resumed {
        Some(Resumed::Await(_)) => words::one(view.look.lang, "  after await", "  await 之后"),
        Some(Resumed::Yield) => words::one(view.look.lang, "  after yield", "  yield 之后"),
        None => "",
    };
    let left = [
        Span::styled(mark, theme.now),
        Span::raw(" "),
        Span::styled(label::call(view, call), style),
        Span::styled(resumed, theme.muted),
    ];
    let at = call.at.unwrap_or(call.defined);
    let place = Span::styled(format!(":{}", at.line), theme.muted);
    Line::from(panel::ends(&left, place, room, theme))
}

/// The callback whose calls these are.
fn foot<'a>(view: &'a View<'_>, running: &Running<'_>, room: usize) -> Line<'a> {
    let theme = &view.look.theme;
    let card = &running.card;
    let is_new = view.scene.step() == running.since;
    let style = theme.lane(Lane::of(card.kind));
    let kind = text::kind(card.kind, view.look.lang);
    let text = match card.kind.queue() {
        None if card.kind == EntryKind::Main => kind.to_owned(),
        Some(_) | None => format!("{kind}  {}", label::card(view, card)),
    };
    let left = [
        Span::styled(if is_new { "+" } else { " " }, theme.now),
        Span::styled(theme.glyph(card.kind), style),
        Span::raw(" "),
        Span::styled(text, style),
    ];
    let place = card.origin.map_or(String::new(), |place| format!(":{}", place.line));
    Line::from(panel::ends(&left, Span::styled(place, theme.muted), room, theme))
}

/// Whether a call has just left the stack.
fn has_ghost(view: &View<'_>) -> bool {
    view.scene.movement().is_some_and(|movement| {
        matches!(movement.thing, Thing::Call(_) | Thing::Wait(_))
            && movement.from == Some(Zone::Calls)
    })
}

/// The call that has just left the stack: what it returned, or that it waits.
fn ghost<'a>(view: &'a View<'_>, room: usize) -> Option<Line<'a>> {
    let theme = &view.look.theme;
    let lang = view.look.lang;
    if !has_ghost(view) {
        return None;
    }
    let film = view.scene.film();
    let (verb, value) = match view.scene.left() {
        Some(left) => {
            let verb = match left.how {
                ExitKind::Returned => words::one(lang, "returned", "返回"),
                ExitKind::Threw => words::one(lang, "threw", "抛出"),
                ExitKind::Yielded => words::one(lang, "yielded", "产出"),
            };
            (verb, text::value(film, left.value))
        }
        None => (words::one(lang, "waits", "等待"), String::new()),
    };
    let before = scene::at(film, Step(view.scene.step().0.saturating_sub(1)));
    let name = label::call(view, &before.calls().next()?);
    let spans = [
        Span::styled("- ", theme.muted),
        Span::styled(clip::fit(&name, room * 2 / 3, theme.ellipsis()).into_owned(), theme.left),
        Span::styled(format!(" {verb} {value}"), theme.muted),
    ];
    Some(Line::from(panel::ends(&spans, Span::raw(queue::ARROW), room, theme)))
}

/// Why nothing is on the stack.
fn idle(view: &View<'_>) -> &'static str {
    let lang = view.look.lang;
    match view.scene.ended() {
        Some(Ended::Exited { .. }) => {
            words::one(lang, "(empty: the process is over)", "（空：进程已结束）")
        }
        Some(Ended::Stopped { .. }) => {
            words::one(lang, "(the recording stops here)", "（录制到此为止）")
        }
        None if view.scene.step().0 == 0 => {
            words::one(lang, "(empty: nothing has run yet)", "（空：尚未开始运行）")
        }
        None => words::one(lang, "(empty: the loop goes on)", "（空：循环继续）"),
    }
}
