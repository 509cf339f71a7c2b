//! How deep a program nests, found out before any parser recurses into it.

/// What a scan found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Nesting {
    /// The most brackets (and templates) open at once.
    pub(super) brackets: u32,
    /// Where the deepest of them opens.
    pub(super) deepest: u32,
    /// No syntax tree of this program is deeper than a small multiple of this: the longest
    /// run of tokens that may nest in each other, such as those of `a + b + c` or of
    /// `if (a) if (b) c`.
    pub(super) run: u32,
    /// Where the longest run ends.
    pub(super) longest: u32,
}

/// Words that go on with an expression or statement, where any other would begin a statement.
const GOING_ON: [&[u8]; 4] = [b"in", b"instanceof", b"of", b"else"];

/// Words after which a `/` begins a regular expression.
const BEFORE_OPERAND: [&[u8]; 15] = [
    b"return",
    b"typeof",
    b"case",
    b"in",
    b"of",
    b"delete",
    b"void",
    b"throw",
    b"new",
    b"instanceof",
    b"do",
    b"else",
    b"yield",
    b"await",
    b"default",
];

/// Words whose parenthesis is followed by a statement.
const BEFORE_HEAD: [&[u8]; 4] = [b"if", b"while", b"for", b"with"];

/// Scans `text` token by token, without understanding it.
///
/// Whether a `/` divides or begins a regular expression is a guess from what stands before
/// it, and one that a syntax error can mislead; the guess must then find the closing `/` on
/// the same line.
pub(super) fn scan(text: &str) -> Nesting {
    let mut scan = Scan { bytes: text.as_bytes(), ..Scan::default() };
    while let Some(&byte) = scan.bytes.get(scan.at) {
        scan.token(byte);
    }
    scan.found
}

#[derive(Default)]
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    open: Vec<Open>,
    /// The run of the level at hand where it began, and now.
    base: u32,
    run: u32,
    last: Last,
    /// A statement ends here unless one of [`GOING_ON`] follows: behind a `}`, and on a new
    /// line behind an operand.
    ended: bool,
    found: Nesting,
}

/// An open bracket.
struct Open {
    kind: Kind,
    base: u32,
    run: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    /// The parenthesis after `if` and the like.
    Head,
    Template,
    /// `${` in a template.
    Substitution,
}

/// The token before.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Operator,
    Operand,
    HeadWord,
}

impl Scan<'_> {
    fn token(&mut self, byte: u8) {
        match byte {
            b' ' | b'\t' => self.at += 1,
            b'\n' | b'\r' => {
                self.at += 1;
                self.ended |= self.last == Last::Operand;
            }
            b'"' | b'\'' => {
                self.string(byte);
                self.count(Last::Operand);
            }
            b'`' => {
                self.push(Kind::Template);
                self.template();
            }
            b'(' | b'[' | b'{' => {
                let is_head = byte == b'(' && self.last == Last::HeadWord;
                self.push(if is_head { Kind::Head } else { Kind::Plain });
                self.last = Last::Operator;
            }
            b')' | b']' | b'}' => self.closing(byte),
            b',' | b';' => {
                self.at += 1;
                self.run = self.base;
                self.last = Last::Operator;
            }
            b'/' => self.slash(),
            byte if is_word(byte) => self.word(),
            _ => {
                self.at += 1;
                let steps = matches!(byte, b'+' | b'-') && self.bytes.get(self.at) == Some(&byte);
                // After `x++` comes a division, as after `x`.
                let last = if steps { self.last } else { Last::Operator };
                self.at += usize::from(steps);
                self.count(last);
            }
        }
    }

    fn count(&mut self, last: Last) {
        self.extend();
        self.last = last;
        self.ended = false;
    }

    fn extend(&mut self) {
        self.run += 1;
        if self.run > self.found.run {
            self.found.run = self.run;
            self.found.longest = super::lines::narrow(self.at);
        }
    }

    fn push(&mut self, kind: Kind) {
        self.open.push(Open { kind, base: self.base, run: self.run });
        self.extend();
        self.base = self.run;
        self.ended = false;
        let depth = super::lines::narrow(self.open.len());
        if depth > self.found.brackets {
            self.found.brackets = depth;
            self.found.deepest = super::lines::narrow(self.at);
        }
        self.at += 1;
    }

    fn pop(&mut self) -> Option<Kind> {
        let open = self.open.pop()?;
        self.base = open.base;
        self.run = open.run + 1;
        Some(open.kind)
    }

    fn closing(&mut self, byte: u8) {
        self.at += 1;
        match self.pop() {
            Some(Kind::Substitution) => self.template(),
            Some(Kind::Head) => self.last = Last::Operator,
            Some(Kind::Plain | Kind::Template) | None => {
                self.last = if byte == b'}' { Last::Operator } else { Last::Operand };
                self.ended = byte == b'}';
            }
        }
    }

    fn string(&mut self, quote: u8) {
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'\n' | b'\r' => return,
                byte if byte == quote => return,
                _ => {}
            }
        }
    }

    /// The literal part of a template, up to its end or the next `${`.
    fn template(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'`' => {
                    self.at += 1;
                    self.pop();
                    self.last = Last::Operand;
                    return;
                }
                b'$' if self.bytes.get(self.at + 1) == Some(&b'{') => {
                    self.at += 1;
                    self.push(Kind::Substitution);
                    self.last = Last::Operator;
                    return;
                }
                _ => self.at += 1,
            }
        }
    }

    fn slash(&mut self) {
        match self.bytes.get(self.at + 1) {
            Some(b'/') => {
                let rest = &self.bytes[self.at..];
                let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                self.at += end.unwrap_or(rest.len());
            }
            Some(b'*') => {
                let rest = &self.bytes[self.at + 2..];
                let end = rest.windows(2).position(|pair| pair == b"*/");
                self.at += 2 + end.map_or(rest.len(), |end| end + 2);
            }
            _ if self.last != Last::Operand && self.regex() => self.count(Last::Operand),
            _ => {
                self.at += 1;
                self.count(Last::Operator);
            }
        }
    }

    /// Skips a regular expression, if one ends on this line.
    fn regex(&mut self) -> bool {
        let mut at = self.at + 1;
        let mut in_class = false;
        while let Some(&byte) = self.bytes.get(at) {
            at += 1;
            match byte {
                b'\\' => at += 1,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => {
                    self.at = at;
                    return true;
                }
                b'\n' | b'\r' => return false,
                _ => {}
            }
        }
        false
    }

    fn word(&mut self) {
        let rest = &self.bytes[self.at..];
        let len = rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len());
        let word = &rest[..len];
        let is_property = self.at.checked_sub(1).is_some_and(|before| self.bytes[before] == b'.');
        self.at += len;
        if self.ended && !GOING_ON.contains(&word) {
            self.run = self.base;
        }
        if word == b"else" {
            // `if (a) b; else if (c) d; else ..` nests across its semicolons.
            self.base += 2;
            self.run += 2;
        }
        let last = match word {
            _ if is_property => Last::Operand,
            word if BEFORE_OPERAND.contains(&word) => Last::Operator,
            word if BEFORE_HEAD.contains(&word) => Last::HeadWord,
            _ => Last::Operand,
        };
        self.count(last);
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'$' || byte == b'_' || byte == b'#' || byte >= 0x80
}
