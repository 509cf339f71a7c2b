//! The list of lessons, and what the selected one is about.

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
    widgets::{Block, Widget},
};

use super::{
    Charset, Look, clip,
    panel::{self, Anchor, Visible},
    sheet, theme, words,
};
use crate::text::Lang;

/// How far a learner is with a lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    #[default]
    New,
    Begun,
    Finished,
}

/// A lesson or a file as the list shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chapter<'a> {
    pub name: &'a str,
    pub title: &'a str,
    /// From 1 to 5; none for a file.
    pub level: Option<u8>,
    pub mark: Mark,
    pub goal: &'a str,
    pub teaches: &'a [String],
    /// First answers that were right, of how many.
    pub answers: (usize, usize),
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickerRow<'a> {
    Heading(&'a str),
    Entry(Chapter<'a>),
}

/// Everything that the picker shows.
pub struct PickerView<'a> {
    pub look: &'a Look,
    pub typed: &'a str,
    pub rows: Vec<PickerRow<'a>>,
    /// Which entry, counted from 0 and without headings.
    pub selected: usize,
    /// Lessons that are finished, of how many.
    pub finished: (usize, usize),
    /// Why the last choice could not be shown; several lines.
    pub trouble: Option<&'a str>,
}

/// The list and, if there is room, what is said about the selected one beside or below it.
struct Layout {
    header: Rect,
    list: Rect,
    detail: Option<Rect>,
    footer: Rect,
}

impl Layout {
    fn of(area: Rect) -> Self {
        let header = Rect { height: area.height.min(1), ..area };
        let footer = Rect {
            y: area.bottom().saturating_sub(1).max(area.y),
            height: 1.min(area.height),
            ..area
        };
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
        let (list, detail) = if area.width >= 110 {
            let width = area.width * 11 / 20;
            let list = Rect { width, ..body };
            (list, Some(Rect { x: body.x + width, width: body.width - width, ..body }))
        } else if body.height >= 18 {
            let below = 9;
            let list = Rect { height: body.height - below, ..body };
            (list, Some(Rect { y: list.bottom(), height: below, ..body }))
        } else {
            (body, None)
        };
        Self { header, list, detail, footer }
    }
}

/// Draws the list of lessons.
pub fn draw_picker(picker: &PickerView<'_>, frame: &mut Frame<'_>) {
    let area = frame.area();
    let buf = frame.buffer_mut();
    let look = picker.look;
    let theme = &look.theme;
    buf.set_style(area, theme.base);
    let layout = Layout::of(area);
    header(picker, layout.header, buf);
    list(picker, layout.list, buf);
    if let Some(area) = layout.detail {
        detail(picker, area, buf);
    }
    footer(look, layout.footer, buf);
    if let Some(trouble) = picker.trouble {
        let title =
            words::one(look.lang, "this cannot be shown   any key closes", "无法显示   任意键关闭");
        sheet::draw(&super::Sheet { title, text: trouble, scroll: 0 }, look, area, buf);
    }
    if theme.charset == Charset::Ascii {
        theme::to_ascii(buf);
    }
}

/// Which entry stands at a cell, if one does.
pub fn picked(
    rows: &[PickerRow<'_>],
    selected: usize,
    area: Rect,
    position: Position,
) -> Option<usize> {
    let inner = panel::inside(Layout::of(area).list);
    if !inner.contains(position) {
        return None;
    }
    let visible = visible(rows, selected, inner);
    let row = usize::from(position.y - inner.y).checked_sub(usize::from(visible.above > 0))?;
    let at = visible.range.clone().nth(row)?;
    match rows.get(at)? {
        PickerRow::Heading(_) => None,
        PickerRow::Entry(_) => {
            Some(rows[..at].iter().filter(|row| matches!(row, PickerRow::Entry(_))).count())
        }
    }
}

fn header(picker: &PickerView<'_>, area: Rect, buf: &mut Buffer) {
    let theme = &picker.look.theme;
    let (done, of) = picker.finished;
    let done = match picker.look.lang {
        Lang::En => format!("{done} of {of} lessons finished "),
        Lang::Zh => format!("已学完 {done}/{of} 课 "),
    };
    let left = [
        Span::styled(" loopscope   ", theme.title),
        Span::styled("/ ", theme.key),
        Span::raw(clip::visible(picker.typed).into_owned()),
        Span::styled(" ", theme.selected),
    ];
    let right = Span::styled(done, theme.muted);
    Line::from(panel::ends(&left, right, area.width.into(), theme)).render(area, buf);
}

/// The row of the selected entry.
fn row_of(rows: &[PickerRow<'_>], selected: usize) -> Option<usize> {
    let entries = rows.iter().enumerate().filter(|(_, row)| matches!(row, PickerRow::Entry(_)));
    entries.map(|(at, _)| at).nth(selected)
}

fn visible(rows: &[PickerRow<'_>], selected: usize, inner: Rect) -> Visible {
    Visible::of(rows.len(), inner.height.into(), Anchor::First, row_of(rows, selected))
}

fn list(picker: &PickerView<'_>, area: Rect, buf: &mut Buffer) {
    let look = picker.look;
    let theme = &look.theme;
    Block::bordered().border_style(theme.frame).render(area, buf);
    let count = picker.rows.iter().filter(|row| matches!(row, PickerRow::Entry(_))).count();
    let title = format!("{} ({count})", words::one(look.lang, "lessons", "课程"));
    panel::title(&title, theme.title, area, theme, buf);
    let inner = panel::inside(area);
    if picker.rows.is_empty() {
        let none = words::one(
            look.lang,
            " nothing matches; a path opens a file",
            " 没有匹配；输入路径可打开文件",
        );
        Line::styled(none, theme.muted).render(inner, buf);
        return;
    }
    let names = picker.rows.iter().filter_map(|row| match row {
        PickerRow::Entry(chapter) if chapter.level.is_some() => Some(clip::width(chapter.name)),
        PickerRow::Entry(_) | PickerRow::Heading(_) => None,
    });
    let width = names.max().unwrap_or(0).min(usize::from(inner.width) / 2);
    let visible = visible(&picker.rows, picker.selected, inner);
    let rows = picker.rows.iter().skip(visible.range.start).take(visible.range.len());
    let lines = rows.map(|row| match row {
        PickerRow::Heading(heading) => Line::styled(format!(" {heading}"), theme.title),
        PickerRow::Entry(chapter) => entry(chapter, width, inner.width.into(), look),
    });
    panel::list(&visible, lines, look, inner, buf);
}

/// ` ✓ async-order   ●●○○○  What comes first …`
fn entry<'a>(chapter: &'a Chapter<'_>, width: usize, room: usize, look: &'a Look) -> Line<'a> {
    let theme = &look.theme;
    let (mark, style) = match chapter.mark {
        Mark::New => (" ", theme.muted),
        Mark::Begun => (theme.either("◐", "~"), theme.muted),
        Mark::Finished => (theme.either("✓", "*"), theme.note),
    };
    let name = clip::visible(chapter.name);
    let mut spans = vec![Span::styled(format!("  {mark} "), style)];
    match chapter.level {
        Some(level) => {
            spans.push(Span::styled(clip::pad(&name, width, theme.ellipsis()), theme.base));
            let level = usize::from(level.min(5));
            let (full, empty) = (theme.either("●", "*"), theme.either("○", "."));
            let dots = format!("  {}{}  ", full.repeat(level), empty.repeat(5 - level));
            spans.push(Span::styled(dots, theme.key));
            spans.push(Span::styled(clip::visible(chapter.title).into_owned(), theme.muted));
        }
        None => spans.push(Span::styled(name.into_owned(), theme.base)),
    }
    Line::from(clip::window(&spans, 0, room, theme.ellipsis()))
}

fn detail(picker: &PickerView<'_>, area: Rect, buf: &mut Buffer) {
    let look = picker.look;
    let theme = &look.theme;
    Block::bordered().border_style(theme.frame).render(area, buf);
    let row = row_of(&picker.rows, picker.selected).and_then(|at| picker.rows.get(at));
    let Some(PickerRow::Entry(chapter)) = row else { return };
    panel::title(&clip::visible(chapter.name), theme.title, area, theme, buf);
    let inner = panel::inside(area);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let mut paragraphs: Vec<(Style, String)> = vec![(theme.title, chapter.title.to_owned())];
    paragraphs.extend(chapter.goal.lines().map(|line| (theme.base, line.to_owned())));
    if chapter.level.is_none() {
        let what = words::one(
            look.lang,
            "A file: it runs under the rules of Node 24.",
            "文件：按 Node 24 的规则运行。",
        );
        paragraphs.push((theme.base, what.to_owned()));
    }
    if !chapter.teaches.is_empty() {
        let teaches = words::one(look.lang, "teaches", "讲授");
        paragraphs.push((theme.muted, format!("{teaches}: {}", chapter.teaches.join(", "))));
    }
    if let (right, of @ 1..) = chapter.answers {
        paragraphs.push((
            theme.note,
            match look.lang {
                Lang::En => format!("first answers: {right} of {of} right"),
                Lang::Zh => format!("首次回答：{of} 题中答对 {right} 题"),
            },
        ));
    }
    let wrapped = paragraphs.iter().flat_map(|(style, text)| {
        let lines = clip::wrap(text, inner.width.into());
        lines.into_iter().map(|line| Line::styled(line, *style))
    });
    for (line, row) in wrapped.zip(inner.rows()) {
        line.render(row, buf);
    }
}

fn footer(look: &Look, area: Rect, buf: &mut Buffer) {
    let text = words::one(
        look.lang,
        " type: search   up down   enter: open   tab: next track   left right: 中文   esc: quit",
        " 输入：搜索   上下：选择   回车：打开   tab：下一主题   左右：English   esc：退出",
    );
    let line = Line::styled(text, look.theme.muted);
    Line::from(clip::window(&line.spans, 0, area.width.into(), look.theme.ellipsis()))
        .style(look.theme.muted)
        .render(area, buf);
}
