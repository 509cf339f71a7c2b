//! What each key does.
//!
//! One table: it turns keys into actions, and help and the line of hints are made from it, so
//! that neither can say what is not so. No key needs Ctrl or Alt, which multiplexers and
//! browsers keep for themselves (Ctrl-C only does what everybody expects of it).

mod bindings;

use bindings::BINDINGS;

use super::{
    app::{Action, Mode},
    key::Key,
    terminal::Input,
};
use crate::{
    text::Lang,
    view::{Charset, HelpEntry},
};

/// One line of the keymap.
pub(super) struct Binding {
    /// Any of these does it. The first is the one that hints show.
    pub(super) keys: &'static [Key],
    pub(super) action: Action,
    pub(super) group: Group,
    /// What it does, in English and in Chinese.
    pub(super) help: [&'static str; 2],
    /// Two words for the line of hints, if it has a place there.
    pub(super) hint: Option<[&'static str; 2]>,
}

/// The headings of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Step,
    Play,
    Find,
    Panels,
    Program,
}

impl Group {
    fn title(self, lang: Lang) -> &'static str {
        pick(
            lang,
            match self {
                Self::Step => ["step", "单步"],
                Self::Play => ["play and seek", "播放与定位"],
                Self::Find => ["find", "查找"],
                Self::Panels => ["panels", "面板"],
                Self::Program => ["program", "程序"],
            },
        )
    }
}

fn pick<T: Copy>(lang: Lang, [en, zh]: [T; 2]) -> T {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// What `input` asks for while the app is in `mode`; nothing for a key without a meaning.
pub(super) fn action(input: Input, mode: Mode) -> Option<Action> {
    match input {
        Input::Resized => Some(Action::Redraw),
        Input::Elapsed => Some(Action::Advance),
        Input::FrameDue => None,
        Input::Key(Key::Ctrl('c')) => Some(Action::Quit),
        Input::Key(key) => match mode {
            Mode::Typing => typing(key),
            Mode::Help => help(key),
            Mode::Stepping => stepping(key),
        },
    }
}

fn stepping(key: Key) -> Option<Action> {
    if let Key::Char(c) = key
        && let Some(digit) = c.to_digit(10)
    {
        return Some(Action::Digit(digit));
    }
    BINDINGS.iter().find(|binding| binding.keys.contains(&key)).map(|binding| binding.action)
}

/// While help is open, the keys that scroll and close it.
fn help(key: Key) -> Option<Action> {
    match key {
        Key::Char('?' | 'q') | Key::Esc | Key::Enter => Some(Action::Help),
        Key::Down | Key::Char('j') => Some(Action::Down),
        Key::Up | Key::Char('k') => Some(Action::Up),
        Key::PageDown | Key::Space => Some(Action::PageDown),
        Key::PageUp => Some(Action::PageUp),
        Key::Char('t') => Some(Action::Language),
        Key::Char('T') => Some(Action::Theme),
        Key::Char(_)
        | Key::Ctrl(_)
        | Key::Left
        | Key::Right
        | Key::Home
        | Key::End
        | Key::Tab
        | Key::BackTab
        | Key::Backspace => None,
    }
}

/// While a search is typed, every character is itself.
fn typing(key: Key) -> Option<Action> {
    match key {
        Key::Char(c) => Some(Action::Type(c)),
        Key::Space => Some(Action::Type(' ')),
        Key::Backspace => Some(Action::Erase),
        Key::Enter => Some(Action::Accept),
        Key::Esc => Some(Action::Escape),
        Key::Ctrl(_)
        | Key::Left
        | Key::Right
        | Key::Up
        | Key::Down
        | Key::Home
        | Key::End
        | Key::PageUp
        | Key::PageDown
        | Key::Tab
        | Key::BackTab => None,
    }
}

/// The line of hints: as many as fit are shown, the first ones first.
pub(super) fn hints(lang: Lang, charset: Charset, is_focused: bool) -> Vec<HelpEntry> {
    let hinted = BINDINGS.iter().filter_map(|binding| Some((binding, binding.hint?)));
    let focused = FOCUSED.iter().filter_map(|(action, words)| {
        Some((BINDINGS.iter().find(|binding| binding.action == *action)?, *words))
    });
    let chosen: Vec<_> = if is_focused { focused.collect() } else { hinted.collect() };
    let mut hints: Vec<HelpEntry> = Vec::new();
    for (binding, words) in chosen {
        let sign = binding.keys[0].sign(charset);
        let text = pick(lang, words);
        // Neighbours that say the same are two directions of one thing: `←→ step`.
        match hints.last_mut() {
            Some(last) if last.text == text => {
                last.keys.push_str(&sign);
            }
            _ => hints.push(HelpEntry { keys: sign, text: text.to_owned() }),
        }
    }
    hints
}

/// The hints while a panel is focused.
const FOCUSED: [(Action, [&str; 2]); 8] = [
    (Action::Up, ["choose", "选择"]),
    (Action::Down, ["choose", "选择"]),
    (Action::Open, ["where it comes from", "它的来处"]),
    (Action::Scheduled, ["where it runs", "在哪里运行"]),
    (Action::FocusNext, ["next panel", "下一个面板"]),
    (Action::Zoom, ["zoom", "放大"]),
    (Action::Help, ["help", "帮助"]),
    (Action::Escape, ["back", "返回"]),
];

/// The whole help: headings with their lines.
pub(super) fn help_page(lang: Lang, charset: Charset) -> Vec<(&'static str, Vec<HelpEntry>)> {
    let mut page: Vec<(&'static str, Vec<HelpEntry>)> = Vec::new();
    for binding in BINDINGS {
        let title = binding.group.title(lang);
        let signs: Vec<String> = binding.keys.iter().map(|key| key.sign(charset)).collect();
        let entry = HelpEntry { keys: signs.join(" "), text: pick(lang, binding.help).to_owned() };
        match page.last_mut() {
            Some((last, entries)) if *last == title => entries.push(entry),
            _ => page.push((title, vec![entry])),
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_key_does_two_things() {
        let mut seen = BTreeSet::new();
        for key in BINDINGS.iter().flat_map(|binding| binding.keys) {
            assert!(seen.insert(key), "{key} is bound twice");
            assert!(!matches!(key, Key::Char('0'..='9')), "digits count");
        }
    }

    #[test]
    fn every_key_can_be_reached_without_ctrl() {
        for key in BINDINGS.iter().flat_map(|binding| binding.keys) {
            assert!(!matches!(key, Key::Ctrl(_)), "{key}");
        }
    }
}
