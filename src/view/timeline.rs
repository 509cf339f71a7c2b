//! The whole run as a strip: whose callback ran when, where the notes are, and the playhead.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::Widget,
};

use super::{Lane, View, clip, words};
use crate::{scene::Film, trace::Step};

/// The number of a lane's queue, as the title of its panel says it; none for the main script.
pub(super) fn number(lane: Lane) -> Option<&'static str> {
    match lane {
        Lane::Main => None,
        Lane::Ticks => Some("1"),
        Lane::Microtasks => Some("2"),
        Lane::Timers => Some("3"),
        Lane::Poll => Some("4"),
        Lane::Check => Some("5"),
        Lane::Close => Some("6"),
    }
}

/// The run in one line, between the play mark and how far it is.
pub(super) fn bar(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let theme = &view.look.theme;
    let end = view.scene.film().end();
    let (play, percent) = ends(view);
    let room = usize::from(area.width).saturating_sub(clip::width(&play) + clip::width(&percent));
    let mut spans =
        vec![Span::styled(play, if view.playing.is_some() { theme.now } else { theme.muted })];
    let strip = Strip { end, width: room };
    let mut before = None;
    spans.extend((0..room).map(|column| cell(view, strip, column, &mut before)));
    spans.push(Span::styled(percent, theme.muted));
    Line::from(spans).render(area, buf);
}

/// The step at a column of the screen, if the bar in `area` has one there.
pub(super) fn bar_step(view: &View<'_>, area: Rect, x: u16) -> Option<Step> {
    let (play, percent) = ends(view);
    let room = usize::from(area.width).saturating_sub(clip::width(&play) + clip::width(&percent));
    let strip = Strip { end: view.scene.film().end(), width: room };
    let column = usize::from(x).checked_sub(usize::from(area.x) + clip::width(&play))?;
    strip.step(column)
}

/// What stands before and behind the bar: whether it plays, and how far it is.
fn ends(view: &View<'_>) -> (String, String) {
    let theme = &view.look.theme;
    let play = match view.playing {
        Some(speed) => format!(" {} {speed:<5} ", theme.either("▶", ">")),
        None => format!(" {} ", theme.either("‖", "=")),
    };
    let done = match view.scene.film().end().0 {
        0 => 100,
        end => u64::from(view.scene.step().0) * 100 / u64::from(end),
    };
    (play, format!(" {done:>3}% "))
}

/// One column of the bar. What is behind the playhead is a heavy line, what is ahead a light
/// one; a note is a mark of its own, and so is the playhead. Where another queue's callbacks
/// begin to run, the line carries its number, or in the next column that is free. `before` is
/// the lane that was told last.
fn cell<'a>(
    view: &'a View<'_>,
    strip: Strip,
    column: usize,
    before: &mut Option<Lane>,
) -> Span<'a> {
    let theme = &view.look.theme;
    let (from, to) = strip.steps(column);
    let now = strip.column(view.scene.step());
    let lane = lane_between(view.scene.film(), from, to);
    let changed = lane.filter(|lane| *before != Some(*lane));
    if column == now {
        return Span::styled(theme.either("◆", "#"), theme.now);
    }
    let is_here = |step: &Step| strip.column(*step) == column;
    let notes = view.backdrop.notes();
    let note = notes.get(notes.partition_point(|note| note.step < from)).map(|note| note.step);
    if note.as_ref().is_some_and(is_here) {
        return Span::styled(theme.bullet(), theme.note);
    }
    let first_in = |steps: &[Step]| steps.get(steps.partition_point(|step| *step < from)).copied();
    let mut stops = view.session.breakpoints.iter();
    if stops.any(|(file, line)| {
        first_in(view.backdrop.runs(*file, *line)).as_ref().is_some_and(is_here)
    }) {
        return Span::styled(theme.stop(), theme.error);
    }
    let style = lane.map_or(theme.frame, |lane| theme.lane(lane));
    let has_output = first_in(view.backdrop.output()).as_ref().is_some_and(is_here);
    if changed.is_some() {
        *before = changed;
    }
    if let Some(number) = changed.and_then(number) {
        // A line of output is under it as well.
        let under = if has_output { Modifier::UNDERLINED } else { Modifier::empty() };
        return Span::styled(number, style.add_modifier(under));
    }
    let sign = match (column < now, has_output) {
        (true, true) => theme.either("┻", "^"),
        (true, false) => theme.either("━", "="),
        (false, true) => theme.either("┴", "'"),
        (false, false) => theme.either("─", "-"),
    };
    Span::styled(sign, style)
}

/// The step at a column of the screen, if the lanes in the panel `area` have one there.
pub(super) fn lanes_step(view: &View<'_>, area: Rect, x: u16) -> Option<Step> {
    let room = usize::from(super::panel::inside(area).width).saturating_sub(NAME);
    let strip = Strip { end: view.scene.film().end(), width: room };
    let column = usize::from(x).checked_sub(usize::from(area.x) + 1 + NAME)?;
    strip.step(column)
}

/// The cells that the name of a lane takes.
const NAME: usize = 8;

/// A line for each lane: where its callbacks run.
pub(super) fn lanes(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let theme = &view.look.theme;
    let room = usize::from(area.width).saturating_sub(NAME);
    let strip = Strip { end: view.scene.film().end(), width: room };
    let now = strip.column(view.scene.step());
    let lanes: Vec<Option<Lane>> = (0..room)
        .map(|column| {
            let (from, to) = strip.steps(column);
            lane_between(view.scene.film(), from, to)
        })
        .collect();
    for (lane, row) in Lane::ALL.into_iter().zip(area.rows()) {
        let style = theme.lane(lane);
        let name = clip::pad(words::lane_name(lane, view.look.lang), NAME - 1, theme.ellipsis());
        let mut spans = vec![Span::raw(" "), Span::styled(name, style)];
        spans.extend(lanes.iter().enumerate().map(|(column, ran)| {
            match (*ran == Some(lane), column == now) {
                (true, _) if column <= now => Span::styled(theme.either("█", "#"), style),
                (true, _) => Span::styled(theme.either("░", "."), style),
                (false, true) => Span::styled(theme.either("│", "|"), theme.now),
                (false, false) => Span::styled(" ", Style::new()),
            }
        }));
        Line::from(spans).render(row, buf);
    }
}

/// The lane of most of the steps, judged by a few of them: a million steps must not cost a
/// frame. Among equals the one that drains first.
fn lane_between(film: &Film, from: Step, to: Step) -> Option<Lane> {
    const SAMPLES: u32 = 16;
    let span = to.0.saturating_sub(from.0) + 1;
    let samples = span.min(SAMPLES);
    let mut counts = [0_u32; Lane::ALL.len()];
    for n in 0..samples {
        if let Some(kind) = film.ran(Step(from.0 + n * (span / samples))) {
            counts[Lane::of(kind) as usize] += 1;
        }
    }
    let most = counts.into_iter().max().filter(|most| *most > 0)?;
    Lane::ALL.into_iter().find(|lane| counts[*lane as usize] == most)
}

/// All steps of a run, on so many columns.
#[derive(Clone, Copy)]
struct Strip {
    end: Step,
    width: usize,
}

impl Strip {
    /// The first and the last step that a column stands for.
    fn steps(self, column: usize) -> (Step, Step) {
        let at = |column: usize| {
            let step = self.total() * column as u64 / (self.width as u64).max(1);
            u32::try_from(step).unwrap_or(u32::MAX)
        };
        let (from, next) = (at(column), at(column + 1));
        (Step(from), Step(next.saturating_sub(1).max(from)))
    }

    /// Where a click on a column leads; on the last one, to the end.
    fn step(self, column: usize) -> Option<Step> {
        match column {
            _ if column >= self.width => None,
            _ if column + 1 == self.width => Some(self.end),
            _ => Some(self.steps(column).0),
        }
    }

    /// The column of a step.
    fn column(self, step: Step) -> usize {
        // The first column whose successor begins after the step.
        let mut column =
            usize::try_from(u64::from(step.0) * self.width as u64 / self.total()).unwrap_or(0);
        while column + 1 < self.width && self.steps(column).1 < step {
            column += 1;
        }
        column.min(self.width.saturating_sub(1))
    }

    /// How many steps there are, the beginning included.
    fn total(self) -> u64 {
        u64::from(self.end.0) + 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_step_is_in_its_column(end in 0_u32..2_000_000, step in 0_u32..2_000_000, width in 1_usize..300) {
            let strip = Strip { end: Step(end), width };
            let step = Step(step.min(end));
            let column = strip.column(step);
            prop_assert!(column < width);
            let (from, to) = strip.steps(column);
            prop_assert!(from <= step && step <= to, "{from:?}..={to:?} at {column}");
        }
    }
}
