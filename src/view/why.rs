//! Why this step and not another: the sentence, the rule, its source, and who waits.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, text::Line};

use super::{
    Detail, Panel, View, clip, note,
    panel::{self, Visible},
    words,
};
use crate::{
    scene::{self, Rule, Why},
    text,
};

/// Whose words these are: the lesson's, if it has a note here.
pub(super) fn title(view: &View<'_>) -> String {
    let lang = view.look.lang;
    match note::Now::of(view) {
        Some(note) => format!("{} {}", view.look.theme.bullet(), note.title(lang)),
        None => words::title(Panel::Why, lang).to_owned(),
    }
}

pub(super) fn draw(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    // A cell on the left, and room for an ellipsis on the right.
    let room = usize::from(area.width).saturating_sub(3);
    let height = usize::from(area.height);
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (style, text) in paragraphs(view) {
        let wrapped = clip::wrap(&text, room);
        lines.extend(wrapped.into_iter().map(|line| Line::styled(format!(" {line}"), style)));
    }
    let is_cut = lines.len() > height;
    if let (Detail::Short, true) = (view.why, is_cut) {
        lines.truncate(height);
        if let Some(last) = lines.last_mut() {
            last.push_span(view.look.theme.either(" …", " ..."));
        }
    }
    // The keys scroll it; no line of it is one to choose.
    let scrolled = view.selected(Panel::Why).unwrap_or(0);
    let visible = Visible::scrolled(lines.len(), height, scrolled);
    let lines = lines.drain(visible.range.clone());
    panel::list(&visible, lines, view.look, area, buf);
}

/// What there is to say, the most important first: the lesson's own words, if it has any.
fn paragraphs(view: &View<'_>) -> Vec<(Style, String)> {
    let theme = &view.look.theme;
    let lang = view.look.lang;
    let film = view.scene.film();
    let why = scene::why(film, view.scene.step());
    let sentence = text::sentence(film, view.scene.step(), lang);
    let mut said = Vec::new();
    match note::Now::of(view) {
        Some(note) => {
            said.extend(note.texts(lang).map(|text| (theme.base, text.to_owned())));
            said.push((theme.muted, sentence));
        }
        None => said.push((theme.base, sentence)),
    }
    if let Some(decision) = why.decision {
        said.push((theme.note, text::decision(film, decision, lang)));
    }
    if let Some(rule) = why.rule {
        said.push((theme.muted, text::rule(rule, lang).to_owned()));
    }
    match view.why {
        Detail::Short => {}
        Detail::Long => said.extend(longer(view, &why)),
    }
    said
}

fn longer(view: &View<'_>, why: &Why) -> Vec<(Style, String)> {
    let theme = &view.look.theme;
    let lang = view.look.lang;
    let mut said = Vec::new();
    for source in why.rule.map_or(&[][..], Rule::sources) {
        said.push((theme.key, source.title.to_owned()));
        said.push((theme.muted, source.url.to_owned()));
    }
    if !why.waiters.is_empty() {
        said.push((theme.title, words::one(lang, "Who waits:", "谁在等：").to_owned()));
    }
    let waiters = why.waiters.iter().map(|it| text::waiters(view.scene, it, lang));
    said.extend(waiters.map(|text| (theme.base, text)));
    said
}
