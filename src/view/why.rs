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
    let scene = view.scene;
    let why = scene::why(scene.film(), scene.step());
    let mut lines = wrapped(said(view, &why), room);
    match view.why {
        Detail::Short => {
            if lines.len() > height {
                lines.truncate(height);
                if let Some(last) = lines.last_mut() {
                    last.push_span(view.look.theme.either(" …", " ..."));
                }
            }
            // Where there is room to spare, more is said; but nothing by halves.
            for paragraph in longer(view, &why) {
                let more = wrapped(vec![paragraph], room);
                if lines.len() + more.len() > height {
                    break;
                }
                lines.extend(more);
            }
        }
        Detail::Long => lines.extend(wrapped(longer(view, &why), room)),
    }
    // The keys scroll it; no line of it is one to choose.
    let scrolled = view.selected(Panel::Why).unwrap_or(0);
    let visible = Visible::scrolled(lines.len(), height, scrolled);
    let lines = lines.drain(visible.range.clone());
    panel::list(&visible, lines, view.look, area, buf);
}

fn wrapped(paragraphs: Vec<(Style, String)>, room: usize) -> Vec<Line<'static>> {
    let lines = paragraphs.into_iter().flat_map(|(style, text)| {
        let lines = clip::wrap(&text, room).into_iter();
        lines.map(move |line| Line::styled(format!(" {line}"), style))
    });
    lines.collect()
}

/// What there is to say, the most important first: the lesson's own words, if it has any.
fn said(view: &View<'_>, why: &Why) -> Vec<(Style, String)> {
    let theme = &view.look.theme;
    let lang = view.look.lang;
    let film = view.scene.film();
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
    said
}

/// Who waits and why they must; then where the rule is written down.
fn longer(view: &View<'_>, why: &Why) -> Vec<(Style, String)> {
    let theme = &view.look.theme;
    let lang = view.look.lang;
    let mut said = Vec::new();
    let bullet = theme.dot();
    let waiters = why.waiters.iter().map(|it| text::waiters(view.scene, it, lang));
    let mut waiters = waiters.map(|text| format!("{bullet} {text}"));
    if let Some(first) = waiters.next() {
        // The heading never stands alone.
        let heading = words::one(lang, "Who waits:", "谁在等：");
        said.push((theme.base, format!("{heading}\n{first}")));
        said.extend(waiters.map(|text| (theme.base, text)));
    }
    for source in why.rule.map_or(&[][..], Rule::sources) {
        said.push((theme.muted, format!("{}\n{}", source.title, source.url)));
    }
    said
}
