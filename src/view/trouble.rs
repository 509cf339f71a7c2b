//! What is wrong with the program as it is now, while the last good recording stays in sight.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget,
};

use super::{View, clip, words};

/// How many lines it takes, the heading included; none if nothing is wrong.
pub(super) fn height(view: &View<'_>, width: u16) -> u16 {
    let lines = lines(view, width.into()).len();
    u16::try_from(lines).unwrap_or(u16::MAX)
}

pub(super) fn draw(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    for (line, row) in lines(view, area.width.into()).into_iter().zip(area.rows()) {
        line.render(row, buf);
    }
}

fn lines<'a>(view: &'a View<'_>, room: usize) -> Vec<Line<'a>> {
    let Some(trouble) = view.session.trouble else { return Vec::new() };
    let theme = &view.look.theme;
    let heading = words::one(
        view.look.lang,
        "the program as it is now does not run; this is the last recording",
        "程序现在的样子无法运行；这里显示的是上一次的录制",
    );
    let heading = Line::from(vec![
        Span::styled(format!(" {} ", theme.wrong()), theme.error),
        Span::styled(heading, theme.error),
    ]);
    let said = trouble.lines().filter(|line| !line.trim().is_empty());
    let said = said.map(|line| {
        let text = format!("   {}", clip::visible(line));
        Line::styled(clip::fit(&text, room, theme.ellipsis()).into_owned(), theme.base)
    });
    std::iter::once(heading).chain(said).collect()
}
