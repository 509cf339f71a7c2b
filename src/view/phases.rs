//! The loop: its phases in order, and where it is.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget,
};

use super::{Lane, Panel, View, clip, layout, queue, timeline, words};
use crate::{
    text::Lang,
    trace::{EntryKind, Phase, Queue, TaskSource},
};

/// A part of the loop that has a queue, and its lane.
type Queued = (Phase, Queue, Lane);

const QUEUED: [Queued; 4] = [
    (Phase::Timers, Queue::Timers, Lane::Timers),
    (Phase::Poll, Queue::Poll, Lane::Poll),
    (Phase::Check, Queue::Check, Lane::Check),
    (Phase::Close, Queue::Close, Lane::Close),
];

/// What feeds the tasks of a page.
const IN_PAGE: [Queued; 4] = [
    (Phase::Source(TaskSource::Timer), Queue::Timers, Lane::Timers),
    (Phase::Source(TaskSource::Networking), Queue::Poll, Lane::Poll),
    (Phase::Source(TaskSource::Rendering), Queue::Rendering, Lane::Check),
    (Phase::Source(TaskSource::Idle), Queue::Idle, Lane::Close),
];

fn queued(view: &View<'_>) -> [Queued; 4] {
    if view.scene.film().runtime().is_browser() { IN_PAGE } else { QUEUED }
}

/// A name that fits beside the cards.
fn name(phase: Phase, lang: Lang) -> &'static str {
    match phase {
        Phase::Source(TaskSource::Networking) => words::one(lang, "net", "网络"),
        Phase::Source(TaskSource::Rendering) => words::one(lang, "frame", "帧"),
        Phase::Timers
        | Phase::Pending
        | Phase::Poll
        | Phase::Check
        | Phase::Close
        | Phase::Source(_) => words::phase(phase, lang),
    }
}

/// Which pass it is.
pub(super) fn title(view: &View<'_>) -> String {
    let title = words::title(Panel::Loop, view.look.lang);
    match view.scene.iteration() {
        0 => title.to_owned(),
        n => {
            let dot = view.look.theme.dot();
            match view.look.lang {
                Lang::En => format!("{title} {dot} iteration {n}"),
                Lang::Zh => format!("{title} {dot} 第 {n} 轮"),
            }
        }
    }
}

/// Each phase with what waits in it: for screens that have no panel for each.
pub(super) fn queues(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    for ((phase, queue, lane), rows) in queued(view).into_iter().zip(shares(view, area)) {
        draw_phase(view, phase, queue, lane, rows, buf);
    }
}

/// Where the cards of a phase are in such a panel.
pub(super) fn cards(view: &View<'_>, area: Rect, of: Queue) -> Option<Rect> {
    let at = queued(view).iter().position(|(_, queue, _)| *queue == of)?;
    shares(view, area).get(at).map(|share| beside_name(*share))
}

/// The lines of each phase.
fn shares(view: &View<'_>, area: Rect) -> Vec<Rect> {
    let peaks = view.backdrop.peaks();
    let wants = queued(view).map(|(_, queue, _)| peaks.of(queue).max(1));
    let mut rest = area;
    let heights = layout::share_lines(area.height, &wants).into_iter();
    heights
        .map(|height| {
            let height = height.min(rest.height);
            let share = Rect { height, ..rest };
            rest = Rect { y: rest.y + height, height: rest.height - height, ..rest };
            share
        })
        .collect()
}

/// What the name of a phase and its count leave.
fn beside_name(area: Rect) -> Rect {
    const NAME: u16 = 12;
    Rect { x: area.x + NAME.min(area.width), width: area.width.saturating_sub(NAME), ..area }
}

fn draw_phase(
    view: &View<'_>,
    phase: Phase,
    queue: Queue,
    lane: Lane,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = &view.look.theme;
    let is_here = is_here(view, phase, queue);
    let count = view.scene.len(queue);
    // The number that the panel has elsewhere.
    let pointer = if is_here { theme.pointer() } else { timeline::number(lane).unwrap_or(" ") };
    let name_style = match (view.selected(Panel::of(queue)), is_here, count) {
        (Some(_), ..) => theme.title_focused,
        (None, true, _) => theme.now,
        (None, false, 0) => theme.muted,
        (None, false, _) => theme.lane(lane),
    };
    let head = Line::from(vec![
        Span::styled(pointer, if is_here { theme.now } else { theme.muted }),
        Span::raw(" "),
        Span::styled(clip::pad(name(phase, view.look.lang), 6, theme.ellipsis()), name_style),
        Span::styled(format!("{count:>3} "), if count == 0 { theme.muted } else { name_style }),
    ]);
    let Some(first) = area.rows().next() else { return };
    head.render(first, buf);
    queue::draw(view, queue, beside_name(area), buf);
}

/// Whether the loop is in this phase, or what runs came out of its queue.
fn is_here(view: &View<'_>, phase: Phase, queue: Queue) -> bool {
    let running = view.scene.running_entries().last();
    match running {
        Some(running) => match phase {
            Phase::Source(source) => running.card.kind.source() == Some(source),
            Phase::Timers | Phase::Pending | Phase::Poll | Phase::Check | Phase::Close => {
                running.card.kind.queue() == Some(queue)
            }
        },
        None => view.scene.phase().is_some_and(|now| now.phase == phase),
    }
}

/// The way round: the main script, then the phases again and again.
pub(super) fn ring(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let theme = &view.look.theme;
    let lang = view.look.lang;
    let is_main = view.scene.running_entries().any(|it| it.card.kind == EntryKind::Main);
    let main = step(view, " ", words::one(lang, "main script", "主程序"), is_main, None);
    let [timers, poll, check, close] = queued(view).map(|(phase, queue, lane)| {
        let count = view.scene.len(queue);
        let bracket = match phase {
            Phase::Timers | Phase::Source(TaskSource::Timer) => theme.either("╭", "+"),
            Phase::Close | Phase::Source(TaskSource::Idle) => theme.either("╰", "+"),
            Phase::Pending | Phase::Poll | Phase::Check | Phase::Source(_) => {
                theme.either("│", "|")
            }
        };
        let is_here = is_here(view, phase, queue);
        step(view, bracket, words::phase(phase, lang), is_here, Some((count, lane)))
    });
    let is_pending = view.scene.phase().is_some_and(|now| now.phase == Phase::Pending);
    let pending =
        step(view, theme.either("│", "|"), words::phase(Phase::Pending, lang), is_pending, None);
    let is_page = view.scene.film().runtime().is_browser();
    let (mut lines, between) = if is_page {
        let between = words::one(lang, "after each: all microtasks", "每个任务之后：全部微任务");
        (vec![main, timers, poll, check, close], between)
    } else {
        let between =
            words::one(lang, "between: ticks, then microtasks", "回调之间：先 tick，再微任务");
        (vec![main, timers, pending, poll, check, close], between)
    };
    let between = clip::wrap(between, area.width.into());
    if usize::from(area.height) > lines.len() + between.len() {
        lines.push(Line::default());
        lines.extend(between.into_iter().map(|text| Line::styled(text, theme.muted)));
    }
    for (line, row) in lines.into_iter().zip(area.rows()) {
        line.render(row, buf);
    }
}

fn step<'a>(
    view: &'a View<'_>,
    bracket: &'a str,
    name: &'a str,
    is_here: bool,
    count: Option<(usize, Lane)>,
) -> Line<'a> {
    let theme = &view.look.theme;
    let style = match (is_here, count) {
        (true, _) => theme.now,
        (false, Some((0, _)) | None) => theme.muted,
        (false, Some((_, lane))) => theme.lane(lane),
    };
    let pointer = if is_here { theme.pointer() } else { " " };
    let count = count.map_or(String::new(), |(count, _)| format!("{count:>5}"));
    Line::from(vec![
        Span::styled(bracket, theme.frame),
        Span::styled(pointer, theme.now),
        Span::raw(" "),
        Span::styled(clip::pad(name, 11, theme.ellipsis()), style),
        Span::styled(count, style),
    ])
}
