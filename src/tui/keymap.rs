//! What each key does.
//!
//! One table: it turns keys into actions, and help, the line of hints and the names of
//! commands are made from it, so that none of them can say what is not so. No key needs Ctrl
//! or Alt, which multiplexers and browsers keep for themselves (Ctrl-C and Ctrl-Z only do
//! what everybody expects of them).

mod bindings;
mod fixed;

use bindings::BINDINGS;
pub(super) use fixed::{asking, helping, typing};

use super::{
    action::{Action, Mode},
    key::Key,
};
use crate::{
    text::Lang,
    view::{Charset, HelpEntry},
};

/// One line of the keymap.
pub(super) struct Binding {
    /// As a command (`:name`) and the configuration call it.
    pub(super) name: &'static str,
    /// Any of these does it, unless the configuration says otherwise.
    keys: &'static [Key],
    pub(super) action: Action,
    group: Group,
    /// What it does, in English and in Chinese.
    pub(super) help: [&'static str; 2],
    /// Two words for the line of hints, if it has a place there.
    hint: Option<[&'static str; 2]>,
}

/// The headings of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Step,
    Play,
    Find,
    Panels,
    Teach,
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
                Self::Teach => ["lesson", "课程"],
                Self::Program => ["program", "程序"],
            },
        )
    }
}

pub(super) fn pick<T>(lang: Lang, [en, zh]: [T; 2]) -> T {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// The keys of everything that can be done, as one user has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// As many as [`BINDINGS`], in the same order.
    keys: Vec<Vec<Key>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self { keys: BINDINGS.iter().map(|binding| binding.keys.to_vec()).collect() }
    }
}

/// Why keys cannot be bound as somebody wants them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    #[error("nothing is called `{0}`")]
    Unknown(String),
    #[error("`{key}` is bound to `{one}` and to `{other}`")]
    Twice { key: Key, one: &'static str, other: &'static str },
    #[error("`{0}` cannot be bound: digits are for counting")]
    Digit(Key),
    #[error("`ctrl-c` cannot be bound: it always quits")]
    Interrupt,
}

impl Keymap {
    /// Gives what is called `name` these keys, and no others. With [`Self::check`] afterwards.
    ///
    /// # Errors
    /// If there is no such thing, or a key is none that can be bound.
    pub fn rebind(&mut self, name: &str, keys: Vec<Key>) -> Result<(), KeymapError> {
        for key in &keys {
            if matches!(key, Key::Char('0'..='9')) {
                return Err(KeymapError::Digit(*key));
            }
            if *key == Key::Ctrl('c') {
                return Err(KeymapError::Interrupt);
            }
        }
        let known = BINDINGS.iter().zip(&mut self.keys).find(|(binding, _)| binding.name == name);
        let (_, bound) = known.ok_or_else(|| KeymapError::Unknown(name.to_owned()))?;
        *bound = keys;
        Ok(())
    }

    /// That no key does two things.
    ///
    /// # Errors
    /// If one does.
    pub fn check(&self) -> Result<(), KeymapError> {
        let mut seen: Vec<(Key, &'static str)> = Vec::new();
        for (binding, keys) in self.iter() {
            for key in keys {
                if let Some((_, one)) = seen.iter().find(|(taken, _)| taken == key) {
                    return Err(KeymapError::Twice { key: *key, one, other: binding.name });
                }
                seen.push((*key, binding.name));
            }
        }
        Ok(())
    }

    fn iter(&self) -> impl Iterator<Item = (&'static Binding, &[Key])> {
        BINDINGS.iter().zip(self.keys.iter().map(Vec::as_slice))
    }

    /// What `key` asks for while the app is in `mode`; nothing for a key without a meaning.
    pub(super) fn action(&self, key: Key, mode: Mode) -> Option<Action> {
        if key == Key::Ctrl('c') {
            return Some(Action::Quit);
        }
        match mode {
            Mode::Typing => typing(key),
            Mode::Help => helping(key),
            Mode::Asking => asking(key).or_else(|| self.stepping(key)),
            Mode::Stepping => self.stepping(key),
        }
    }

    fn stepping(&self, key: Key) -> Option<Action> {
        if let Key::Char(c) = key
            && let Some(digit) = c.to_digit(10)
        {
            return Some(Action::Digit(digit));
        }
        let bound = self.iter().find(|(_, keys)| keys.contains(&key));
        bound.map(|(binding, _)| binding.action.clone())
    }

    /// The key that hints show for what is called `name`.
    pub(super) fn sign(&self, name: &str, charset: Charset) -> Option<String> {
        let (_, keys) = self.iter().find(|(binding, _)| binding.name == name)?;
        keys.first().map(|key| key.sign(charset))
    }

    /// The line of hints: as many as fit are shown, the first ones first.
    pub(super) fn hints(&self, lang: Lang, charset: Charset, is_focused: bool) -> Vec<HelpEntry> {
        let hinted = self.iter().filter_map(|(binding, keys)| Some((keys, binding.hint?)));
        let focused = FOCUSED.iter().filter_map(|(name, words)| {
            let (_, keys) = self.iter().find(|(binding, _)| binding.name == *name)?;
            Some((keys, *words))
        });
        let chosen: Vec<_> = if is_focused { focused.collect() } else { hinted.collect() };
        let mut hints: Vec<HelpEntry> = Vec::new();
        for (keys, words) in chosen {
            let Some(key) = keys.first() else { continue };
            let sign = key.sign(charset);
            let text = pick(lang, words);
            // Neighbours that say the same are two directions of one thing: `←→ step`.
            match hints.last_mut() {
                Some(last) if last.text == text => {
                    // Names, unlike arrows, need something between them.
                    if charset == Charset::Ascii {
                        last.keys.push(' ');
                    }
                    last.keys.push_str(&sign);
                }
                _ => hints.push(HelpEntry { keys: sign, text: text.to_owned() }),
            }
        }
        hints
    }

    /// The whole help: headings with their lines.
    pub(super) fn help_page(
        &self,
        lang: Lang,
        charset: Charset,
    ) -> Vec<(&'static str, Vec<HelpEntry>)> {
        let mut page: Vec<(&'static str, Vec<HelpEntry>)> = Vec::new();
        for (binding, keys) in self.iter() {
            let title = binding.group.title(lang);
            let signs: Vec<String> = keys.iter().map(|key| key.sign(charset)).collect();
            let entry =
                HelpEntry { keys: signs.join(" "), text: pick(lang, binding.help).to_owned() };
            match page.last_mut() {
                Some((last, entries)) if *last == title => entries.push(entry),
                _ => page.push((title, vec![entry])),
            }
        }
        page
    }

    /// All bindings as the `[keys]` of a configuration file.
    pub fn listing(&self, lang: Lang) -> String {
        let quoted = |key: &Key| format!("\"{key}\"");
        let mut lines = vec!["[keys]".to_owned()];
        for (binding, keys) in self.iter() {
            let keys: Vec<String> = keys.iter().map(quoted).collect();
            let what = pick(lang, binding.help);
            let setting = format!("{} = [{}]", binding.name, keys.join(", "));
            lines.push(format!("{setting:44} # {what}"));
        }
        lines.join("\n") + "\n"
    }
}

/// Every name that can be bound, in the order of the help.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    BINDINGS.iter().map(|binding| binding.name)
}

/// What is called `name`.
pub(super) fn named(name: &str) -> Option<&'static Binding> {
    BINDINGS.iter().find(|binding| binding.name == name)
}

/// The hints while a panel is focused.
const FOCUSED: [(&str, [&str; 2]); 8] = [
    ("up", ["choose", "选择"]),
    ("down", ["choose", "选择"]),
    ("enter", ["zoom, then its origin", "放大，再看来处"]),
    ("what-it-scheduled", ["where it runs", "在哪里运行"]),
    ("focus", ["next panel", "下一个面板"]),
    ("zoom", ["zoom", "放大"]),
    ("help", ["help", "帮助"]),
    ("leave", ["back", "返回"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_does_two_things() {
        let mut keymap = Keymap::default();
        assert_eq!(keymap.check(), Ok(()));
        keymap.rebind("quit", vec![Key::Char('l')]).unwrap();
        let twice = KeymapError::Twice { key: Key::Char('l'), one: "step", other: "quit" };
        assert_eq!(keymap.check(), Err(twice));
        keymap.rebind("step", vec![Key::Right]).unwrap();
        assert_eq!(keymap.check(), Ok(()));
        assert_eq!(keymap.action(Key::Char('l'), Mode::Stepping), Some(Action::Quit));
    }

    #[test]
    fn what_cannot_be_bound_is_refused() {
        let mut keymap = Keymap::default();
        let refused = keymap.rebind("stpe", vec![]).unwrap_err();
        assert_eq!(refused, KeymapError::Unknown("stpe".to_owned()));
        let refused = keymap.rebind("step", vec![Key::Char('3')]).unwrap_err();
        assert_eq!(refused, KeymapError::Digit(Key::Char('3')));
        assert_eq!(keymap.rebind("step", vec![Key::Ctrl('c')]), Err(KeymapError::Interrupt));
    }

    #[test]
    fn every_key_can_be_reached_without_ctrl() {
        for (binding, keys) in Keymap::default().iter() {
            let needs_ctrl = keys.iter().all(|key| matches!(key, Key::Ctrl(_)));
            assert!(!needs_ctrl || binding.name == "suspend", "{}", binding.name);
        }
    }

    #[test]
    fn what_hints_name_is_there() {
        for (name, _) in FOCUSED {
            assert!(named(name).is_some(), "{name}");
        }
    }
}
