//! A page of text over everything: what a speaker is to say, what an error says.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::Line,
    widgets::{Block, BorderType, Clear, Widget},
};

use super::{
    Look, Sheet, clip,
    panel::{self, Visible},
};

/// Wider than this nobody reads with ease.
const WIDTH: u16 = 84;

pub(super) fn draw(sheet: &Sheet<'_>, look: &Look, area: Rect, buf: &mut Buffer) {
    let width = area.width.min(WIDTH);
    let room = usize::from(width).saturating_sub(4);
    let lines = lines(sheet.text, room, look.theme.base);
    let page = centred(area, width, lines.len());
    let inner = frame(sheet.title, look, page, buf);
    let visible = Visible::scrolled(lines.len(), inner.height.into(), sheet.scroll);
    let shown = lines.into_iter().skip(visible.range.start).take(visible.range.len());
    panel::list(&visible, shown, look, inner, buf);
}

/// How many lines `text` has on a page.
pub fn sheet_lines(text: &str) -> usize {
    lines(text, usize::from(WIDTH) - 4, Style::new()).len()
}

fn lines(text: &str, room: usize, style: Style) -> Vec<Line<'static>> {
    let paragraphs = text.lines().map(|line| clip::visible(line).into_owned());
    let wrapped = paragraphs.flat_map(|line| {
        // What is indented is to stay so: code, and the marks under it.
        if line.trim().is_empty() || line.starts_with(' ') {
            vec![line]
        } else {
            clip::wrap(&line, room)
        }
    });
    wrapped.map(|line| Line::styled(line, style)).collect()
}

/// The page in the middle of `area` that has room for so many lines.
pub(super) fn centred(area: Rect, width: u16, lines: usize) -> Rect {
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
    let width = width.min(area.width);
    let height = wanted.min(area.height);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

/// An empty page with a border and a title; what is inside of it.
pub(super) fn frame(title: &str, look: &Look, page: Rect, buf: &mut Buffer) -> Rect {
    let theme = &look.theme;
    Clear.render(page, buf);
    buf.set_style(page, theme.base);
    Block::bordered()
        .border_type(BorderType::Double)
        .border_style(theme.frame_active)
        .render(page, buf);
    panel::title(title, theme.title, page, theme, buf);
    let inner = panel::inside(page);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}
