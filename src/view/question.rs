//! A question to the learner: predict, lock, reveal.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Widget,
};

use super::{Look, Offer, Question, Stage, clip, sheet, words};

/// Narrower than this it does not read well.
pub(super) const WIDTH: u16 = 60;

/// Where a question may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// It is drawn over the lower part of this, so that the program and the queues stay in sight.
    pub(super) area: Rect,
    /// A panel that it covers whole: nothing is to be read by halves.
    pub(super) covers: Rect,
}

pub(super) fn draw(question: &Question<'_>, look: &Look, place: Place, buf: &mut Buffer) {
    const WIDEST: u16 = 100;
    let Place { area, covers } = place;
    let width = area.width.min(WIDEST).max(covers.width);
    let room = usize::from(width).saturating_sub(4);
    let lines = lines(question, look, room);
    let page = sheet::centred(area, width, lines.len());
    let height = page.height.max(covers.height).min(area.height);
    let page = Rect { y: area.bottom() - height, height, ..page };
    let inner = sheet::frame(&title(question, look), look, page, buf);
    // The question is what may be cut last: what one is to do stands at the end.
    let skipped = lines.len().saturating_sub(inner.height.into());
    for (line, row) in lines.into_iter().skip(skipped).zip(inner.rows()) {
        line.render(row, buf);
    }
}

fn title(question: &Question<'_>, look: &Look) -> String {
    let (number, of) = (question.number, question.of);
    let what = words::one(look.lang, "question", "问题");
    let state = match question.stage {
        Stage::Open => words::one(look.lang, "predict", "请预测"),
        Stage::Revealed { is_right: true } => words::one(look.lang, "right", "答对了"),
        Stage::Revealed { is_right: false } => words::one(look.lang, "not so", "并非如此"),
    };
    format!("{what} {number}/{of}   {state}")
}

fn lines<'a>(question: &'a Question<'_>, look: &Look, room: usize) -> Vec<Line<'a>> {
    let theme = &look.theme;
    let mut lines: Vec<Line<'a>> = clip::wrap(question.text, room)
        .into_iter()
        .map(|line| Line::styled(line, theme.title))
        .collect();
    lines.push(Line::default());
    for (index, offer) in question.options.iter().enumerate() {
        let is_selected = question.stage == Stage::Open && question.selected == index;
        lines.push(option(question, index, offer, is_selected, look, room));
        for help in offer.help.iter().flat_map(|help| clip::wrap(help, room.saturating_sub(6))) {
            lines.push(Line::styled(format!("      {help}"), theme.note));
        }
    }
    if let Some(first) = &question.first {
        let said = match look.lang {
            crate::text::Lang::En => format!("your first answer: {first}"),
            crate::text::Lang::Zh => format!("你第一次的回答：{first}"),
        };
        lines
            .push(Line::styled(clip::fit(&said, room, theme.ellipsis()).into_owned(), theme.muted));
    }
    let keys = clip::wrap(keys(question, look), room);
    lines.extend(keys.into_iter().map(|line| Line::styled(line, theme.muted)));
    lines
}

fn option<'a>(
    question: &Question<'_>,
    index: usize,
    offer: &Offer<'_>,
    is_selected: bool,
    look: &Look,
    room: usize,
) -> Line<'a> {
    let theme = &look.theme;
    let place = match offer.place {
        Some(place) if question.is_order => place.to_string(),
        Some(_) => theme.either("●", "*").to_owned(),
        None => " ".to_owned(),
    };
    let (verdict, style) = match (question.stage, offer.place, offer.right) {
        (Stage::Open, ..) | (Stage::Revealed { .. }, None, None) => (" ".to_owned(), theme.base),
        (Stage::Revealed { .. }, _, Some(right)) if question.is_order => {
            let style = if offer.place == Some(right) { theme.note } else { theme.error };
            (right.to_string(), style)
        }
        (Stage::Revealed { .. }, _, Some(_)) => (theme.either("✓", "=").to_owned(), theme.note),
        (Stage::Revealed { .. }, Some(_), None) => (theme.either("✗", "x").to_owned(), theme.error),
    };
    let pointer = if is_selected { theme.pointer() } else { " " };
    let say = clip::visible(offer.say).into_owned();
    let say = clip::fit(&say, room.saturating_sub(10), theme.ellipsis()).into_owned();
    let line = Line::from(vec![
        Span::styled(format!("{pointer} "), theme.now),
        Span::styled(format!("{} ", index + 1), theme.key),
        Span::styled(format!("[{place}] "), theme.now),
        Span::styled(format!("{verdict} "), style),
        Span::styled(say, style),
    ]);
    if is_selected { line.patch_style(Style::new().patch(theme.selected)) } else { line }
}

fn keys(question: &Question<'_>, look: &Look) -> &'static str {
    match (question.stage, question.is_order) {
        (Stage::Open, true) => words::one(
            look.lang,
            "1-9 or space: next in your order   enter: lock it   P: no questions",
            "1-9 或空格：排在下一个   回车：锁定   P：不再提问",
        ),
        (Stage::Open, false) => words::one(
            look.lang,
            "1-9 or space: choose   enter: lock it   P: no questions",
            "1-9 或空格：选择   回车：锁定   P：不再提问",
        ),
        (Stage::Revealed { .. }, _) => {
            words::one(look.lang, "enter: go on and see it happen", "回车：继续，看它如何发生")
        }
    }
}
