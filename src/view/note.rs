//! What the lesson says at this moment: a bubble over the program, clear of the current line.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::Line,
    widgets::{Block, Clear, Widget},
};

use super::{Backdrop, Note, View, clip, panel, source, words};
use crate::{
    scene::Scene,
    text::Lang,
    trace::{Fact, Step},
};

pub(super) fn draw(view: &View<'_>, source: Rect, buf: &mut Buffer) {
    let Some((number, notes)) = current(view.scene, view.backdrop) else { return };
    let theme = &view.look.theme;
    let lang = view.look.lang;
    let area = panel::inside(source);
    let room = usize::from(area.width).saturating_sub(4);
    let text: Vec<String> = notes
        .iter()
        .flat_map(|note| clip::wrap(words::one(lang, &note.en, &note.zh), room))
        .map(|line| clip::visible(&line).into_owned())
        .collect();
    let most = (area.height / 2).max(3).min(area.height);
    let height = u16::try_from(text.len()).unwrap_or(u16::MAX).saturating_add(2).min(most);
    if room < 8 || height < 3 {
        return;
    }
    let y = match source::row_of_now(view, area) {
        Some(row) if row >= area.height - height => area.y,
        Some(_) | None => area.bottom() - height,
    };
    let bubble = Rect { y, height, ..area };
    Clear.render(bubble, buf);
    buf.set_style(bubble, theme.base);
    Block::bordered().border_style(theme.note).render(bubble, buf);
    let total = view.backdrop.notes().len();
    let title = match lang {
        Lang::En => format!("note {number} of {total}"),
        Lang::Zh => format!("讲解 {number}/{total}"),
    };
    panel::title(&title, theme.note, bubble, theme, buf);
    let inner = panel::inside(bubble);
    let inner =
        ratatui::layout::Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let visible = panel::Visible::of(text.len(), inner.height.into(), panel::Anchor::First, None);
    let lines = text[visible.range.clone()].iter().map(|line| Line::raw(line.clone()));
    panel::list(&visible, lines, view.look, inner, buf);
}

/// The notes of the latest step that has any, as long as what they speak of goes on, and the
/// number of the last of them.
fn current<'a>(scene: &Scene<'_>, backdrop: &'a Backdrop) -> Option<(usize, &'a [Note])> {
    let notes = backdrop.notes();
    let until = notes.partition_point(|note| note.step <= scene.step());
    let step = notes[..until].last()?.step;
    let from = notes.partition_point(|note| note.step < step);
    let trace = scene.film().trace();
    let is_over = (step.0 + 1..=scene.step().0).any(|n| trace.fact(Step(n)).is_some_and(ends));
    (!is_over).then(|| (until, &notes[from..until]))
}

/// Whether a note no longer speaks of the present once this has happened.
fn ends(fact: Fact) -> bool {
    matches!(
        fact,
        Fact::StatementReached { .. }
            | Fact::EntryStarted { .. }
            | Fact::PhaseEntered { .. }
            | Fact::DrainBegan { .. }
    )
}
