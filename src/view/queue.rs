//! A queue as a column of cards, the next to run at the top.

use std::borrow::Cow;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    Lane, Panel, View, clip, label,
    panel::{self, Anchor, Visible},
    rows::Rows,
    words,
};
use crate::{
    scene::{Card, RequestState, Thing, Timer, Waiting, Zone},
    text::{self, Lang},
    trace::{EntryKind, Queue},
};

/// Room from which on a timer also says how long it has to wait.
const LEFT: usize = 36;

/// Room from which on a card says what its label leaves out: its list, whether it is `unref`.
const ROOMY: usize = 42;

/// Room from which on a card says who scheduled it; a timer has more to say before that.
const SCHEDULER: usize = 48;
const TIMERS_SCHEDULER: usize = 70;

/// What has just left the queue, then what is in it.
pub(super) fn rows(view: &View<'_>, queue: Queue, area: Rect) -> Rows {
    let ghosts = usize::from(gone(view, queue).is_some());
    let total = view.scene.len(queue) + ghosts;
    let at = view.selected(Panel::of(queue)).map(|selected| selected.saturating_add(ghosts));
    let visible = Visible::of(total, area.height.into(), Anchor::First, at);
    Rows { area, visible, ghosts }
}

pub(super) fn draw(view: &View<'_>, queue: Queue, area: Rect, buf: &mut Buffer) {
    let Rows { visible, .. } = rows(view, queue, area);
    let cards = cards(view, queue, area.width.into(), visible.range.end);
    let lines = cards.skip(visible.range.start).take(visible.range.len());
    panel::list(&visible, lines, view.look, area, buf);
}

/// At the end of what has left: two cells that hold nothing else, for the arrow.
pub(super) const ARROW: &str = "  ";

/// The first `most` lines of a queue: what has just left it, then what is in it.
fn cards<'a>(
    view: &'a View<'_>,
    queue: Queue,
    room: usize,
    most: usize,
) -> impl Iterator<Item = Line<'a>> {
    let ghost = gone(view, queue).map(|card| Line::from(left(view, &card, room)));
    let present =
        waiting(view, queue, room).take(most).map(move |row| Line::from(row.spans(view, room)));
    ghost.into_iter().chain(present)
}

/// One line of a queue.
struct Row<'a> {
    waiting: Waiting<'a>,
    is_new: bool,
    /// What the queue has to say beyond the label: when it is due, who works on it.
    state: Cow<'static, str>,
}

fn waiting<'a>(
    view: &'a View<'_>,
    queue: Queue,
    room: usize,
) -> Box<dyn Iterator<Item = Row<'a>> + 'a> {
    let scene = view.scene;
    let lang = view.look.lang;
    let arrived = scene.movement().filter(|movement| movement.to == Some(Zone::Queue(queue)));
    let row = move |waiting: Waiting<'a>, state| Row {
        is_new: arrived.is_some_and(|movement| movement.thing == Thing::Entry(waiting.card.id)),
        waiting,
        state,
    };
    match queue {
        Queue::Timers => Box::new(
            scene
                .timers()
                .map(move |timer| row(timer.waiting, Cow::Owned(due(view, &timer, room)))),
        ),
        Queue::Poll => Box::new(scene.requests().map(move |request| {
            let state = match request.state {
                // Who takes it is not known before the next step.
                RequestState::Waiting if request.waiting.since == scene.step() => Cow::Borrowed(""),
                RequestState::Waiting => {
                    Cow::Borrowed(words::one(lang, "waits for a thread", "等待线程"))
                }
                RequestState::Taken { worker, .. } => Cow::Owned(words::worker(worker, lang)),
                RequestState::Ready { .. } => Cow::Borrowed(words::one(lang, "done", "已完成")),
            };
            row(request.waiting, state)
        })),
        Queue::Ticks
        | Queue::Microtasks
        | Queue::Check
        | Queue::Close
        | Queue::Tasks
        | Queue::Rendering
        | Queue::Idle => Box::new(scene.queue(queue).map(move |waiting| {
            let next = words::one(lang, "next iteration", "下一轮");
            let state = if waiting.next_iteration { next } else { "" };
            row(waiting, Cow::Borrowed(state))
        })),
    }
}

impl<'a> Row<'a> {
    fn spans(&self, view: &'a View<'_>, room: usize) -> Vec<Span<'a>> {
        let theme = &view.look.theme;
        let card = &self.waiting.card;
        let style = theme.lane(Lane::of(card.kind));
        let style = if self.is_new { style.patch(theme.arrived) } else { style };
        let mark = if self.is_new { "+" } else { " " };
        let mut left = vec![
            Span::styled(mark, theme.now),
            Span::styled(theme.glyph(card.kind), style),
            Span::raw(" "),
            Span::styled(label::card(view, card), style),
        ];
        if room >= ROOMY {
            left.extend(detail(card, view.look.lang).map(|text| Span::styled(text, theme.muted)));
            if !self.waiting.referenced {
                left.push(Span::styled(" unref", theme.muted));
            }
        }
        // Line numbers under each other, so that what stands before them ends in one column.
        let digits = view.backdrop.line_digits() + 1;
        let mut right = self.state.clone().into_owned();
        let enough = match card.kind.queue() {
            Some(Queue::Timers) => TIMERS_SCHEDULER,
            Some(_) | None => SCHEDULER,
        };
        if room >= enough
            && let Some(by) = scheduler(view, card)
        {
            right.push_str(&by);
        }
        let right = match right.as_str() {
            "" => place(card),
            right => format!("{right} {:>digits$}", place(card)),
        };
        panel::ends(&left, Span::styled(right, theme.muted), room, theme)
    }
}

/// When a timer is due and, with room for it, how long that is from now. Of two timers both
/// times end in the same columns.
fn due(view: &View<'_>, timer: &Timer<'_>, room: usize) -> String {
    let lang = view.look.lang;
    let width = text::ms(view.backdrop.peaks().due()).len();
    let is_due = timer.left.0 == 0;
    let due = format!("{} {:>width$}", words::one(lang, "due", "到期"), text::ms(timer.due));
    let now = words::one(lang, "now", "已到");
    match (room >= LEFT, is_due) {
        (false, true) => words::one(lang, "due now", "已到期").to_owned(),
        (false, false) => due,
        (true, true) => {
            let cells = width + 3;
            format!("{due} {}{now}", " ".repeat(cells.saturating_sub(clip::width(now))))
        }
        (true, false) => {
            let after = words::one(lang, "in", "还差");
            let cells = width + 3 - clip::width(after).min(width);
            format!("{due} {after}{:>cells$}", text::ms(timer.left))
        }
    }
}

/// Whose callback scheduled it, in a column of its own.
fn scheduler(view: &View<'_>, card: &Card<'_>) -> Option<String> {
    const NAME: usize = 12;
    let by = view.scene.film().card(card.scheduler?);
    let name = label::card(view, &by);
    let by = words::one(view.look.lang, "by", "由");
    Some(format!("  {by} {}", clip::pad(&name, NAME, view.look.theme.ellipsis())))
}

/// What has just left `queue`, for whatever place.
fn gone<'a>(view: &View<'a>, queue: Queue) -> Option<Card<'a>> {
    let movement = view.scene.movement()?;
    let Thing::Entry(entry) = movement.thing else { return None };
    let has_left = movement.from == Some(Zone::Queue(queue)) && movement.to != movement.from;
    has_left.then(|| view.scene.film().card(entry))
}

fn left<'a>(view: &'a View<'_>, card: &Card<'_>, room: usize) -> Vec<Span<'a>> {
    let theme = &view.look.theme;
    let spans = [
        Span::styled(format!("-{} ", theme.glyph(card.kind)), theme.muted),
        Span::styled(label::card(view, card), theme.left),
    ];
    panel::ends(&spans, Span::raw(ARROW), room, theme)
}

/// The line of the statement that scheduled it, or of the callback itself.
fn place(card: &Card<'_>) -> String {
    card.origin.or(card.place).map_or(String::new(), |place| format!(":{}", place.line))
}

/// What the label leaves out.
fn detail(card: &Card<'_>, lang: Lang) -> Option<String> {
    let duration = card.duration_ms;
    match card.kind.queue() {
        Some(Queue::Timers) if card.kind == EntryKind::Interval => {
            Some(format!("  {} {duration} ms", words::one(lang, "every", "每")))
        }
        Some(Queue::Timers) => {
            Some(format!("  {duration} ms {}", words::one(lang, "list", "列表")))
        }
        Some(_) | None => None,
    }
}
