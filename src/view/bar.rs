//! The line above everything and the line below.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget,
};

use super::{COMPLETE, HelpEntry, View, clip, layout::Tier, words};
use crate::{
    scene::Ended,
    text::{self, Lang},
    trace::{EntryKind, Fact, Queue, Step},
};

/// What the last line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Footer<'a> {
    /// What some keys do.
    Hints(Vec<HelpEntry>),
    /// What became of the last key.
    Notice(String),
    /// A search (`/`) or a command (`:`) as it is typed, and what could follow.
    Prompt { sign: char, typed: &'a str, offers: Vec<String> },
    /// A number as it is typed.
    Count(u32),
}

/// What runs, under whose rules, where the loop is, what time it is, how far.
pub(super) fn header(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let theme = &view.look.theme;
    let lang = view.look.lang;
    let scene = view.scene;
    let head = scene.film().trace().header();
    let program = head.program.rsplit('/').next().unwrap_or(&head.program);
    let moved = matches!(scene.fact(), Some(Fact::ClockMoved { .. }));
    let Step(end) = scene.film().end();
    let digits = end.to_string().len();
    let step = format!("{} {:>digits$}/{end} ", words::one(lang, "step", "步骤"), scene.step().0);
    let lesson = view.session.lesson.map_or(String::new(), |(number, of)| {
        format!("{} {number}/{of}   ", words::one(lang, "lesson", "课程"))
    });
    let right = vec![
        Span::styled(lesson, theme.muted),
        Span::styled(
            format!("t {} ms", text::ms(scene.time())),
            if moved { theme.now } else { theme.base },
        ),
        Span::raw("   "),
        Span::raw(step),
    ];
    let otherwise = if view.session.is_otherwise {
        format!(" {} {}", theme.dot(), words::one(lang, "another order", "另一种顺序"))
    } else {
        String::new()
    };
    let right_width: usize = right.iter().map(Span::width).sum();
    let left = vec![
        Span::raw(" "),
        Span::styled(clip::visible(program).into_owned(), theme.title),
        Span::styled(format!(" {} {}{otherwise}   ", theme.dot(), head.runtime), theme.muted),
        Span::styled(whereabouts(view), theme.now),
    ];
    let room = usize::from(area.width);
    let left_room = room.saturating_sub(right_width + 1);
    if left_room == 0 {
        Line::from(right).render(area, buf);
        return;
    }
    let mut spans = clip::window(&left, 0, left_room, theme.ellipsis());
    let used: usize = spans.iter().map(Span::width).sum();
    spans.push(Span::raw(" ".repeat(room - used - right_width)));
    spans.extend(right);
    Line::from(spans).render(area, buf);
}

/// Where the loop is: `iteration 2 › timers › T › microtasks`.
fn whereabouts(view: &View<'_>) -> String {
    let lang = view.look.lang;
    let scene = view.scene;
    match scene.ended() {
        Some(Ended::Exited { code }) => {
            return format!("{} {code}", words::one(lang, "exit code", "退出码"));
        }
        Some(Ended::Stopped { cause }) => return words::stopped(cause, lang).to_owned(),
        None => {}
    }
    let mut parts = Vec::new();
    if scene.iteration() > 0 {
        parts.push(match lang {
            Lang::En => format!("iteration {}", scene.iteration()),
            Lang::Zh => format!("第 {} 轮", scene.iteration()),
        });
    }
    let outermost = scene.running_entries().last();
    if outermost.is_some_and(|it| it.card.kind == EntryKind::Main) {
        parts.push(text::kind(EntryKind::Main, lang).to_owned());
    } else if let Some(now) = scene.phase() {
        parts.push(words::phase(now.phase, lang).to_owned());
    }
    if let Some(drain) = scene.drain() {
        parts.push(match drain.queue {
            Queue::Ticks => words::one(lang, "ticks", "tick 队列").to_owned(),
            Queue::Microtasks
            | Queue::Timers
            | Queue::Poll
            | Queue::Check
            | Queue::Close
            | Queue::Tasks
            | Queue::Rendering
            | Queue::Idle => words::one(lang, "microtasks", "微任务").to_owned(),
        });
    }
    parts.join(view.look.theme.either(" › ", " > "))
}

pub(super) fn footer(view: &View<'_>, tier: Tier, area: Rect, buf: &mut Buffer) {
    let theme = &view.look.theme;
    let lang = view.look.lang;
    let line = match (&view.footer, tier) {
        (Footer::Prompt { sign, typed, offers }, _) => Line::from(vec![
            Span::styled(format!(" {sign}"), theme.key),
            Span::raw(clip::visible(typed).into_owned()),
            Span::styled(" ", theme.selected),
            Span::styled(format!("   {}", offers.join("  ")), theme.muted),
        ]),
        (Footer::Count(count), _) => Line::from(vec![
            Span::styled(format!(" {count}"), theme.key),
            Span::styled(
                words::one(
                    lang,
                    "   G that step   % of the run   or a movement, so many times",
                    "   G 到该步   % 到该百分比   或移动这么多次",
                ),
                theme.muted,
            ),
        ]),
        (Footer::Notice(text), _) => Line::styled(format!(" {}", clip::visible(text)), theme.note),
        (Footer::Hints(_), Tier::Small) if !view.session.is_big => {
            let (width, height) = COMPLETE;
            let text = match lang {
                Lang::En => format!(" all of it from {width}x{height} on   ? help   q quit"),
                Lang::Zh => format!(" {width}x{height} 起可显示全部   ? 帮助   q 退出"),
            };
            Line::styled(text, theme.muted)
        }
        (Footer::Hints(hints), _) => hint_line(hints, view, area.width.into()),
    };
    let spans = clip::window(&line.spans, 0, area.width.into(), theme.ellipsis());
    Line::from(spans).style(line.style).render(area, buf);
}

/// As many hints as fit. The last one, how to get out, is never the one left out.
fn hint_line<'a>(hints: &'a [HelpEntry], view: &View<'_>, room: usize) -> Line<'a> {
    let theme = &view.look.theme;
    let cells = |hint: &HelpEntry| clip::width(&hint.keys) + clip::width(&hint.text) + 3;
    let kept = 2.min(hints.len());
    let (rest, last) = hints.split_at(hints.len() - kept);
    let room = room.saturating_sub(1); // The space before the first.
    let mut left = room.saturating_sub(last.iter().map(cells).sum());
    let fitting = rest.iter().take_while(|hint| {
        let fits = cells(hint) <= left;
        left = left.saturating_sub(cells(hint));
        fits
    });
    let mut spans = vec![Span::raw(" ")];
    for hint in fitting.chain(last) {
        spans.push(Span::styled(hint.keys.as_str(), theme.key));
        spans.push(Span::styled(format!(" {}  ", hint.text), theme.muted));
    }
    Line::from(spans)
}
