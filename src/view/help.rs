//! The page that says what every key does, and what the marks mean.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::{Block, BorderType, Clear, Widget},
};

use super::{
    Lane, View, clip,
    panel::{self, Visible},
    words,
};
use crate::{
    text,
    trace::{EntryKind, PageEntry},
};

/// Some keys and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpEntry {
    pub keys: String,
    pub text: String,
}

/// The page, as far as it is scrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// Headings with their lines.
    pub page: Vec<(&'static str, Vec<HelpEntry>)>,
    /// Lines scrolled off at the top.
    pub scroll: usize,
}

/// Every kind of thing that is drawn with a mark of its own on a page; as many as under Node.
const IN_PAGE: [EntryKind; 14] = [
    EntryKind::Main,
    EntryKind::Reaction,
    EntryKind::AwaitContinuation,
    EntryKind::Microtask,
    EntryKind::Timeout,
    EntryKind::Interval,
    EntryKind::Request,
    EntryKind::Page(PageEntry::Input),
    EntryKind::Page(PageEntry::Message),
    EntryKind::Page(PageEntry::PostedTask),
    EntryKind::Page(PageEntry::Frame),
    EntryKind::Page(PageEntry::FrameCallback),
    EntryKind::Page(PageEntry::IdleCallback),
    EntryKind::Page(PageEntry::Listener),
];

/// How many lines `page` has when it is drawn in one column.
pub fn help_lines(page: &[(&'static str, Vec<HelpEntry>)]) -> usize {
    let keys: usize = page.iter().map(|(_, entries)| entries.len() + 2).sum();
    keys + 1 + EntryKind::IN_NODE.len() + MARKS.len()
}

/// Marks that are no kind of thing.
const MARKS: [([&str; 2], [&str; 2]); 6] = [
    (["→ ↑ ↓", "> ^ v"], ["has moved: where it was, where it is", "移动了：从哪里来，到哪里去"]),
    (["+", "+"], ["has just arrived", "刚刚到来"]),
    (["-", "-"], ["has just left", "刚刚离开"]),
    (["!", "!"], ["was written to stderr", "写到了 stderr"]),
    (["■", "B"], ["breakpoint", "断点"]),
    (
        ["1-6", "1-6"],
        ["in the bar: this queue's callbacks begin to run", "进度条中：该队列的回调开始运行"],
    ),
];

pub(super) fn draw(help: &Help, view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let theme = &view.look.theme;
    let width = area.width.min(76);
    let lines = lines(help, view, usize::from(width).saturating_sub(4));
    let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let height = wanted.min(area.height);
    let page = Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    };
    Clear.render(page, buf);
    buf.set_style(page, theme.base);
    Block::bordered()
        .border_type(BorderType::Double)
        .border_style(theme.frame_active)
        .render(page, buf);
    let title =
        words::one(view.look.lang, "help   j k scroll   ? closes", "帮助   j k 滚动   ? 关闭");
    panel::title(title, theme.title, page, theme, buf);
    let inner = panel::inside(page);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let height = usize::from(inner.height);
    let visible = Visible::scrolled(lines.len(), height, help.scroll);
    let shown = lines.into_iter().skip(visible.range.start).take(visible.range.len());
    panel::list(&visible, shown, view.look, inner, buf);
}

fn lines<'a>(help: &'a Help, view: &'a View<'_>, room: usize) -> Vec<Line<'a>> {
    /// The longest list of keys, and a gap.
    const KEYS: usize = 13;
    let theme = &view.look.theme;
    let lang = view.look.lang;
    let mut lines = Vec::new();
    let row = |keys: &str, style, text: &str| {
        let text_room = room.saturating_sub(KEYS);
        Line::from(vec![
            Span::styled(clip::pad(keys, KEYS, theme.ellipsis()), style),
            Span::raw(clip::fit(text, text_room, theme.ellipsis()).into_owned()),
        ])
    };
    for (heading, entries) in &help.page {
        lines.push(Line::styled(*heading, theme.now));
        lines.extend(entries.iter().map(|entry| row(&entry.keys, theme.key, &entry.text)));
        lines.push(Line::default());
    }
    lines.push(Line::styled(words::one(lang, "marks", "标记"), theme.now));
    let is_page = view.scene.film().runtime().is_browser();
    for kind in if is_page { IN_PAGE } else { EntryKind::IN_NODE } {
        let style = theme.lane(Lane::of(kind));
        lines.push(row(theme.glyph(kind), style, text::kind(kind, lang)));
    }
    for ([unicode, ascii], [en, zh]) in MARKS {
        let mark = theme.either(unicode, ascii);
        lines.push(row(mark, theme.now, words::one(lang, en, zh)));
    }
    lines
}
