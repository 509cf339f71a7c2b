//! What the program has written.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    Panel, View, clip,
    panel::{self, Anchor, Visible},
    rows::Rows,
};
use crate::{
    scene::{OutputLine, Thing},
    trace::{Step, Stream},
};

pub(super) fn rows(view: &View<'_>, area: Rect) -> Rows {
    let total = view.scene.line_count() + view.session.masked;
    let selected = view.selected(Panel::Console);
    let visible = Visible::of(total, area.height.into(), Anchor::Last, selected);
    Rows { area, visible, ghosts: 0 }
}

/// The step, the text, and the line of the program that wrote it; the newest line last.
pub(super) fn draw(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let scene = view.scene;
    let written = scene.line_count();
    let Rows { visible, .. } = rows(view, area);
    let arrived = scene.movement().and_then(|movement| match movement.thing {
        Thing::Line(number) => Some(number),
        Thing::Entry(_) | Thing::Call(_) | Thing::Wait(_) | Thing::Promise(_) => None,
    });
    let Step(end) = scene.film().end();
    let digits = end.to_string().len();
    let lines = scene.lines().skip(visible.range.start).take(visible.range.len()).map(|line| {
        let is_new = arrived == Some(line.number);
        Line::from(spans(view, &line, is_new, digits, area.width.into()))
    });
    let masked = visible.range.end.saturating_sub(visible.range.start.max(written));
    let lines = lines.chain((0..masked).map(|_| masked_line(view, digits)));
    panel::list(&visible, lines, view.look, area, buf);
}

/// A line that is to come: that there is one may be seen, not what it says.
fn masked_line<'a>(view: &View<'_>, digits: usize) -> Line<'a> {
    let theme = &view.look.theme;
    let mask = theme.either("░░░░░", ".....");
    Line::styled(format!(" {:digits$} {mask}", ""), theme.muted)
}

fn spans<'a>(
    view: &'a View<'_>,
    line: &OutputLine<'_>,
    is_new: bool,
    digits: usize,
    room: usize,
) -> Vec<Span<'a>> {
    let theme = &view.look.theme;
    let base = match line.stream {
        Stream::Stdout => theme.base,
        Stream::Stderr => theme.error,
    };
    let style = if is_new { base.patch(theme.arrived) } else { base };
    let mark = match (is_new, line.stream) {
        (true, _) => "+",
        (false, Stream::Stderr) => "!",
        (false, Stream::Stdout) => " ",
    };
    let left = [
        Span::styled(mark, theme.now),
        Span::styled(format!("{:>digits$} ", line.step.0), theme.muted),
        Span::styled(clip::visible(&line.text).into_owned(), style),
    ];
    let place = line.origin.map_or(String::new(), |place| format!(":{}", place.line));
    panel::ends(&left, Span::styled(place, theme.muted), room, theme)
}
