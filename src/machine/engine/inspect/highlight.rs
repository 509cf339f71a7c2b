//! Regular expressions in colours, by the depth of their groups (Node 26).
//!
//! A tolerant single pass after `highlightRegExp` of lib/internal/util/inspect.js: colours
//! follow a depth, which groups raise and most tokens shift for themselves.

use std::fmt::Write;

/// The colours by depth: green, red, yellow, cyan, magenta.
const PALETTE: [u8; 5] = [32, 31, 33, 36, 35];

/// `regexp`, as its `toString` gives it, in colours.
pub(super) fn highlight(regexp: &str) -> String {
    let mut pen = Pen { text: regexp.chars().collect(), at: 1, depth: 0, out: String::new() };
    pen.write("/");
    pen.depth = 1;
    let mut in_class = false;
    while let Some(c) = pen.peek(0) {
        if c == '/' && !in_class {
            break;
        }
        if in_class {
            in_class = pen.class(c);
        } else if c == '[' {
            pen.write("[");
            pen.depth += 1;
            pen.at += 1;
            in_class = true;
        } else {
            pen.token(c);
        }
    }
    pen.shifted("/", -1);
    pen.at += 1;
    let flags: String = pen.text.iter().skip(pen.at).collect();
    if !flags.is_empty() {
        pen.write(&flags);
    }
    pen.out
}

struct Pen {
    text: Vec<char>,
    at: usize,
    depth: i32,
    out: String,
}

impl Pen {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).copied()
    }

    /// Takes what satisfies `wanted`.
    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let taken: String =
            self.text[self.at.min(self.text.len())..].iter().take_while(|c| wanted(**c)).collect();
        self.at += taken.chars().count();
        taken
    }

    fn write(&mut self, text: &str) {
        let remainder = usize::try_from(self.depth % 5).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = write!(self.out, "\u{1b}[{}m{text}\u{1b}[39m", PALETTE[remainder]);
    }

    /// Writes as if so much deeper.
    fn shifted(&mut self, text: &str, by: i32) {
        self.depth += by;
        self.write(text);
        self.depth -= by;
    }

    /// One token inside `[..]`; whether the class goes on.
    fn class(&mut self, c: char) -> bool {
        match c {
            '\\' => self.class_escape(),
            ']' => {
                self.depth -= 1;
                self.write("]");
                self.at += 1;
                return false;
            }
            '-' if self.at > 0
                && self.text[self.at - 1] != '['
                && self.peek(1).is_some_and(|next| next != ']') =>
            {
                self.shifted("-", 1);
                self.at += 1;
            }
            _ => {
                self.write(&c.to_string());
                self.at += 1;
            }
        }
        true
    }

    fn class_escape(&mut self) {
        let mut sequence = String::from('\\');
        self.at += 1;
        if let Some(letter) = self.peek(0) {
            sequence.push(letter);
            self.at += 1;
            if matches!(letter, 'u' | 'p' | 'P') && self.peek(0) == Some('{') {
                self.braced(&format!("{sequence}{{"), '}', 0);
                return;
            }
            if letter == 'x' {
                sequence.extend(self.text.iter().skip(self.at).take(2));
                self.at += 2;
            }
        }
        self.write(&sequence);
    }

    /// One token outside of classes.
    fn token(&mut self, c: char) {
        match c {
            '(' => self.open_group(),
            ')' => {
                self.depth -= 1;
                self.write(")");
                self.at += 1;
            }
            '\\' => self.escape(),
            '|' | '+' | '*' | '?' | ',' | '^' | '$' => {
                self.shifted(&c.to_string(), 3);
                self.at += 1;
            }
            '{' => self.quantifier(),
            '.' => {
                self.shifted(".", 2);
                self.at += 1;
            }
            _ => {
                self.shifted(&c.to_string(), 1);
                self.at += 1;
            }
        }
    }

    fn open_group(&mut self) {
        self.write("(");
        self.depth += 1;
        self.at += 1;
        if self.peek(0) != Some('?') {
            return;
        }
        self.at += 1;
        match (self.peek(0), self.peek(1)) {
            (Some(kind @ (':' | '=' | '!')), _) => {
                self.shifted(&format!("?{kind}"), -1);
                self.at += 1;
            }
            (Some('<'), Some(kind @ ('=' | '!'))) => {
                self.shifted(&format!("?<{kind}"), -1);
                self.at += 2;
            }
            (Some('<'), _) => {
                self.at += 1;
                let name = self.take_while(|c| c != '>');
                if self.peek(0) == Some('>') {
                    self.depth -= 1;
                    self.write("?<");
                    self.shifted(&name, 1);
                    self.write(">");
                    self.depth += 1;
                    self.at += 1;
                } else {
                    self.shifted("?<", -1);
                    self.write(&name);
                }
            }
            _ => self.write("?"),
        }
    }

    fn escape(&mut self) {
        let mut sequence = String::from('\\');
        self.at += 1;
        if let Some(letter) = self.peek(0) {
            sequence.push(letter);
            self.at += 1;
            match (letter, self.peek(0)) {
                ('u' | 'p' | 'P', Some('{')) => {
                    self.braced(&format!("{sequence}{{"), '}', 0);
                    return;
                }
                ('k', Some('<')) => {
                    self.braced(&format!("{sequence}<"), '>', 1);
                    return;
                }
                ('x', Some(_)) => {
                    sequence.extend(self.text.iter().skip(self.at).take(2));
                    self.at += 2;
                }
                ('0'..='9', Some(_)) => sequence += &self.take_while(|c| c.is_ascii_digit()),
                _ => {}
            }
        }
        self.shifted(&sequence, 1);
    }

    /// `start`, what follows its last character up to `end`, and `end`; only `start` if there
    /// is no `end`.
    fn braced(&mut self, start: &str, end: char, shallower: i32) {
        self.at += 1;
        let from = self.at;
        let inside = self.take_while(|c| c != end);
        if self.peek(0).is_none() {
            self.shifted(start, 1);
            self.at = from;
            return;
        }
        self.depth -= shallower;
        self.write(start);
        self.shifted(&inside, 1);
        self.at += 1;
        self.write(&end.to_string());
        self.depth += shallower;
    }

    fn quantifier(&mut self) {
        self.at += 1;
        let digits = self.take_while(|c| c.is_ascii_digit());
        if !digits.is_empty() {
            self.write("{");
            self.depth += 1;
            self.shifted(&digits, 1);
        }
        if self.peek(0) == Some(',') {
            if digits.is_empty() {
                self.write("{");
                self.depth += 1;
            }
            self.write(",");
            self.at += 1;
        } else if digits.is_empty() && self.peek(0).is_some() {
            self.shifted("{", 1);
            return;
        }
        let digits = self.take_while(|c| c.is_ascii_digit());
        if !digits.is_empty() {
            self.shifted(&digits, 1);
        }
        if self.peek(0) == Some('}') {
            self.depth -= 1;
            self.write("}");
            self.at += 1;
        }
        if self.peek(0) == Some('?') {
            self.shifted("?", 3);
            self.at += 1;
        }
    }
}
