//! What to call a callback in a few cells.

use super::View;
use crate::{
    scene::{Call, Card},
    text,
    trace::{SiteId, SiteKind},
};

/// A card's name; for a callback without one, what it does.
pub(super) fn card(view: &View<'_>, card: &Card<'_>) -> String {
    let film = view.scene.film();
    let function = card.place.filter(|place| is_function(film.trace().site(place.site).kind));
    match function.and_then(|place| body(view, place.site)) {
        Some((_, body)) if card.label.is_empty() => body,
        Some(_) | None => text::label(film, card, view.look.lang),
    }
}

/// A call's name; for a function without one, what it does.
pub(super) fn call(view: &View<'_>, call: &Call<'_>) -> String {
    match body(view, call.function) {
        Some((sign, body)) if call.name.is_empty() && is_function(call.kind) => {
            format!("{sign}{body}")
        }
        Some(_) | None => text::call(call, view.look.lang),
    }
}

fn is_function(kind: SiteKind) -> bool {
    match kind {
        SiteKind::Function
        | SiteKind::AsyncFunction
        | SiteKind::Generator
        | SiteKind::AsyncGenerator => true,
        SiteKind::Program
        | SiteKind::Statement
        | SiteKind::Expression
        | SiteKind::Await
        | SiteKind::Return
        | SiteKind::Throw
        | SiteKind::Call => false,
    }
}

/// The first words of a function's body, such as `log(1)`, and what shows that they are such;
/// none if it is empty.
fn body(view: &View<'_>, function: SiteId) -> Option<(&'static str, String)> {
    let words = view.scene.film().words(function);
    let arrow = words.find("=>");
    let brace = words.find('{');
    let (sign, body) = match (arrow, brace) {
        (Some(arrow), brace) if brace.is_none_or(|brace| arrow < brace) => {
            ("=> ", words[arrow + 2..].trim_start().trim_start_matches('{'))
        }
        (_, Some(brace)) => ("{ ", &words[brace + 1..]),
        (_, None) => return None,
    };
    let line = body.trim_start().lines().next()?.trim_end_matches([' ', ';', '}']);
    // What most examples do most of the time need not take most of the room.
    let line = line.strip_prefix("console.").unwrap_or(line);
    (!line.is_empty()).then(|| (sign, text::visible(line).into_owned()))
}
