//! The line on which a search or a command is typed.

use super::{App, Direction, Effect};
use crate::{
    tui::{
        command::{self, Command},
        notice::Notice,
        search::Search,
    },
    view::Footer,
};

/// The longest line that can be typed, or pasted, in bytes.
const LIMIT: usize = 500;

/// What is typed, and what was typed before.
#[derive(Clone, Debug)]
pub(super) struct Prompt {
    /// `/` for a search, `:` for a command.
    sign: char,
    typed: String,
    /// Commands that were given, the latest last.
    given: Vec<String>,
    /// Which of them is on the line, counted from the latest.
    recalled: Option<usize>,
}

impl Default for Prompt {
    fn default() -> Self {
        Self { sign: '/', typed: String::new(), given: Vec::new(), recalled: None }
    }
}

impl Prompt {
    pub(super) fn push(&mut self, c: char) {
        if self.typed.len() < LIMIT && !c.is_control() {
            self.typed.push(c);
        }
    }

    /// The command before the one on the line.
    pub(super) fn earlier(&mut self) {
        self.recall(self.recalled.map_or(0, |recalled| recalled + 1));
    }

    /// The command after it.
    pub(super) fn later(&mut self) {
        if let Some(recalled) = self.recalled.and_then(|recalled| recalled.checked_sub(1)) {
            self.recall(recalled);
        } else {
            self.recalled = None;
            self.typed.clear();
        }
    }

    fn recall(&mut self, back: usize) {
        if let Some(line) = self.given.iter().rev().nth(back).filter(|_| self.sign == ':') {
            self.typed.clone_from(line);
            self.recalled = Some(back);
        }
    }

    pub(super) fn footer(&self) -> Footer<'_> {
        let offers = if self.sign == ':' { command::offers(&self.typed) } else { Vec::new() };
        Footer::Prompt { sign: self.sign, typed: &self.typed, offers }
    }
}

impl App {
    pub(super) fn open_prompt(&mut self, sign: char) {
        self.is_playing = false;
        self.prompt.sign = sign;
        self.prompt.recalled = None;
        self.prompt.typed.clear();
        self.is_typing = true;
    }

    /// What is pasted onto the line is typed; anywhere else a paste means nothing.
    pub(super) fn paste(&mut self, text: &str) {
        if self.is_typing {
            let line = text.lines().next().unwrap_or_default();
            line.chars().take(LIMIT).for_each(|c| self.prompt.push(c));
        }
    }

    pub(super) fn erase(&mut self) {
        if self.prompt.typed.pop().is_none() {
            self.is_typing = false;
        }
    }

    pub(super) fn complete(&mut self) {
        if self.prompt.sign == ':' {
            self.prompt.typed = command::completed(&self.prompt.typed);
        }
    }

    /// Locks an answer, or does what has been typed.
    pub(super) fn accept(&mut self) -> Effect {
        if self.is_typing {
            self.is_typing = false;
            let typed = std::mem::take(&mut self.prompt.typed);
            if self.prompt.sign == ':' {
                return self.obey(&typed);
            }
            self.search_for(&typed);
        } else if let Some(index) = self.shown_question() {
            return self.accept_answer(index);
        }
        Effect::Draw
    }

    fn obey(&mut self, line: &str) -> Effect {
        if line.trim().is_empty() {
            return Effect::Draw;
        }
        if self.prompt.given.last().is_none_or(|last| last != line) {
            self.prompt.given.push(line.to_owned());
        }
        match command::parse(line) {
            Ok(Command::Do(action, count)) => {
                self.count = count;
                return self.act(action);
            }
            Ok(Command::Search(text)) => self.search_for(&text),
            Ok(Command::Pause) => self.is_playing = false,
            Err(mistake) => self.notice = Some(Notice::Mistake(mistake)),
        }
        Effect::Draw
    }

    fn search_for(&mut self, text: &str) {
        if text.is_empty() {
            self.search = None;
            return;
        }
        self.search = Some(Search::new(&self.film, &self.backdrop, text));
        self.next_match(Direction::Forward);
    }

    pub(super) fn next_match(&mut self, direction: Direction) {
        let Some(search) = &self.search else { return };
        let hit = match direction {
            Direction::Forward => search.after(self.playhead),
            Direction::Back => search.before(self.playhead),
        };
        let (query, of) = (search.query.clone(), search.hits.len());
        let notice = match hit {
            Some((number, step)) => {
                self.jump(step);
                if self.playhead != step {
                    return; // A question is in the way, and says so.
                }
                Notice::Match { query, number, of }
            }
            None => Notice::NoMatch { query, of, direction },
        };
        self.notice = Some(notice);
    }
}
