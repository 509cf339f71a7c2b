//! What the variables of a call hold: of the topmost one, or of the one selected in the stack.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    Panel, View, clip, label,
    panel::{self, Anchor, Visible},
    rows::Rows,
    words,
};
use crate::{scene::Variable, text, trace::Holds};

/// A longer name is cut to so many cells, so that values stand in a column.
const NAME: usize = 16;

/// Which call is asked about: how many are above it.
pub(super) fn call(view: &View<'_>) -> usize {
    view.selected(Panel::Stack).unwrap_or(0).min(view.scene.depth().saturating_sub(1))
}

pub(super) fn title(view: &View<'_>) -> String {
    let title = words::title(Panel::Variables, view.look.lang);
    match view.scene.calls().nth(call(view)).filter(|_| call(view) > 0) {
        Some(call) => format!("{title}: {}", label::call(view, &call)),
        None => title.to_owned(),
    }
}

pub(super) fn rows(view: &View<'_>, area: Rect) -> Rows {
    let total = view.scene.variables(call(view)).len();
    let selected = view.selected(Panel::Variables);
    let visible = Visible::of(total, area.height.into(), Anchor::First, selected);
    Rows { area, visible, ghosts: 0 }
}

pub(super) fn draw(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width);
    let variables = view.scene.variables(call(view));
    if variables.is_empty() {
        // Statements tell of variables: before its first one nothing is known of a call's.
        let is_new = view.scene.calls().nth(call(view)).is_some_and(|call| call.at.is_none());
        let none = if is_new {
            words::one(view.look.lang, " told at the first statement", " 到第一条语句时显示")
        } else {
            words::one(view.look.lang, " none in sight", " 此处看不到变量")
        };
        let line = Line::styled(none, view.look.theme.muted);
        let all = Visible { above: 0, range: 0..1, below: 0, selected: None };
        return panel::list(&all, std::iter::once(line), view.look, area, buf);
    }
    let Rows { visible, .. } = rows(view, area);
    let widest = variables.iter().map(|variable| clip::width(variable.name)).max().unwrap_or(0);
    let shown = variables.iter().skip(visible.range.start).take(visible.range.len());
    let lines = shown.map(|variable| Line::from(line(view, variable, widest.min(NAME), room)));
    panel::list(&visible, lines, view.look, area, buf);
}

fn line<'a>(
    view: &'a View<'_>,
    variable: &Variable<'_>,
    width: usize,
    room: usize,
) -> Vec<Span<'a>> {
    let theme = &view.look.theme;
    let is_new = variable.since == view.scene.step();
    let value = text::holds(view.scene.film(), variable.holds, view.look.lang);
    let style = match variable.holds {
        Holds::Value(_) if is_new => theme.now,
        Holds::Value(_) => theme.base,
        Holds::Uninitialized | Holds::OutOfScope => theme.muted,
    };
    let left = [
        Span::styled(if is_new { "+" } else { " " }, theme.now),
        Span::styled(if variable.is_own { " " } else { theme.up() }, theme.muted),
        Span::raw(clip::pad(variable.name, width, theme.ellipsis())),
        Span::styled(" = ", theme.muted),
        Span::styled(clip::visible(&value).into_owned(), style),
    ];
    let place = if variable.is_own { String::new() } else { format!(":{}", variable.line) };
    panel::ends(&left, Span::styled(place, theme.muted), room, theme)
}
