//! What colours and marks mean, and how each theme and terminal shows them.
//!
//! A style is named after what it says, never after how it looks. Colours are of the palette
//! of Okabe and Ito (<https://jfly.uni-koeln.de/color/>), which people tell apart whatever
//! their colour vision; where the palette's blue is too dark on a dark ground it is
//! lightened. Every pair that must be told apart also differs in glyph or position, which the
//! `mono` theme relies on.

mod ascii;
mod palette;

use palette::Palette;
use ratatui::style::{Modifier, Style};

pub(super) use ascii::to_ascii;

use crate::trace::{EntryKind, PageEntry, Queue};

/// Which colours to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    #[default]
    Dark,
    Light,
    /// White and clear colours on black.
    HighContrast,
    /// The terminal's own sixteen colours, on its own ground.
    Ansi16,
    /// Bold, reverse and underline only.
    Mono,
}

impl ThemeName {
    /// Every theme, in the order the theme key goes through them.
    pub const ALL: [Self; 5] =
        [Self::Dark, Self::Light, Self::HighContrast, Self::Ansi16, Self::Mono];

    /// As the command line spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Ansi16 => "ansi16",
            Self::Mono => "mono",
        }
    }

    /// The one after this, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::HighContrast,
            Self::HighContrast => Self::Ansi16,
            Self::Ansi16 => Self::Mono,
            Self::Mono => Self::Dark,
        }
    }
}

/// Which characters to draw with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    #[default]
    Unicode,
    /// Seven bits only: for terminals and fonts that cannot do better.
    Ascii,
}

/// A lane of the timeline, and the family of colours and marks that go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    Main,
    Ticks,
    Microtasks,
    Timers,
    Poll,
    Check,
    Close,
}

impl Lane {
    /// Every lane, in drain order.
    pub const ALL: [Self; 7] = [
        Self::Main,
        Self::Ticks,
        Self::Microtasks,
        Self::Timers,
        Self::Poll,
        Self::Check,
        Self::Close,
    ];

    /// The lane that entries of this kind run in.
    pub fn of(kind: EntryKind) -> Self {
        match kind.queue() {
            None => Self::Main,
            Some(Queue::Ticks | Queue::Tasks) => Self::Ticks,
            Some(Queue::Microtasks) => Self::Microtasks,
            Some(Queue::Timers) => Self::Timers,
            Some(Queue::Poll) => Self::Poll,
            Some(Queue::Check | Queue::Rendering) => Self::Check,
            Some(Queue::Close | Queue::Idle) => Self::Close,
        }
    }
}

/// The styles of one theme and the characters of one charset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub charset: Charset,
    /// Text, and the ground everything is drawn on.
    pub base: Style,
    /// What is there but not the point: line numbers, places, empty queues.
    pub muted: Style,
    pub frame: Style,
    /// The frame of the container that is being worked on.
    pub frame_active: Style,
    pub title: Style,
    /// The title of the panel that the keys act on.
    pub title_focused: Style,
    /// The line of code that is about to run.
    pub current_line: Style,
    /// The statement on it.
    pub current_statement: Style,
    /// The mark that points at what runs now.
    pub now: Style,
    /// The line that the keys act on.
    pub selected: Style,
    /// What this step has brought.
    pub arrived: Style,
    /// What this step has taken away.
    pub left: Style,
    /// What is on its way from one panel to another.
    pub travelling: Style,
    pub error: Style,
    /// What the lesson says.
    pub note: Style,
    /// A key, where keys are explained.
    pub key: Style,
    pub keyword: Style,
    pub literal: Style,
    pub comment: Style,
    lanes: [Style; 7],
}

impl Theme {
    /// The styles of `name`, drawn with `charset`.
    pub fn new(name: ThemeName, charset: Charset) -> Self {
        match name {
            ThemeName::Dark => Self::coloured(charset, &palette::DARK),
            ThemeName::Light => Self::coloured(charset, &palette::LIGHT),
            ThemeName::HighContrast => Self::coloured(charset, &palette::HIGH_CONTRAST),
            ThemeName::Ansi16 => Self::coloured(charset, &palette::ANSI16),
            ThemeName::Mono => Self::mono(charset),
        }
    }

    /// The style of everything that belongs to `lane`.
    pub fn lane(&self, lane: Lane) -> Style {
        self.lanes[lane as usize]
    }

    pub(super) fn ellipsis(&self) -> &'static str {
        self.either("…", "~")
    }

    pub(super) fn up(&self) -> &'static str {
        self.either("↑", "^")
    }

    pub(super) fn down(&self) -> &'static str {
        self.either("↓", "v")
    }

    /// Points at what runs, or at what is being worked on.
    pub(super) fn pointer(&self) -> &'static str {
        self.either("▶", ">")
    }

    /// Between the parts of a path or a title.
    pub(super) fn dot(&self) -> &'static str {
        self.either("·", "-")
    }

    /// A line at which a run stops.
    pub(super) fn stop(&self) -> &'static str {
        self.either("■", "B")
    }

    /// A note of the lesson.
    pub(super) fn bullet(&self) -> &'static str {
        self.either("●", "o")
    }

    /// What was not right.
    pub(super) fn wrong(&self) -> &'static str {
        self.either("✗", "x")
    }

    /// A mark for each kind of thing, no two alike.
    pub(super) fn glyph(&self, kind: EntryKind) -> &'static str {
        let [unicode, ascii] = match kind {
            EntryKind::Main => ["■", "M"],
            EntryKind::Tick => ["▸", "n"],
            EntryKind::Reaction => ["●", "p"],
            EntryKind::AwaitContinuation => ["◐", "a"],
            EntryKind::ThenableJob => ["◉", "t"],
            EntryKind::PassThrough => ["○", "-"],
            EntryKind::Microtask => ["•", "m"],
            EntryKind::EngineJob => ["◌", "e"],
            EntryKind::Timeout => ["◷", "T"],
            EntryKind::Interval => ["↻", "I"],
            EntryKind::Immediate => ["◆", "i"],
            EntryKind::Request => ["⇄", "r"],
            EntryKind::Close => ["×", "x"],
            EntryKind::ProcessEvent => ["◇", "E"],
            EntryKind::Page(PageEntry::Input) => ["☞", "u"],
            EntryKind::Page(PageEntry::Message) => ["✉", "w"],
            EntryKind::Page(PageEntry::PostedTask) => ["▷", "P"],
            EntryKind::Page(PageEntry::Event) => ["◈", "v"],
            EntryKind::Page(PageEntry::Frame) => ["▦", "F"],
            EntryKind::Page(PageEntry::FrameCallback) => ["▤", "f"],
            EntryKind::Page(PageEntry::IdleCallback) => ["▿", "d"],
            EntryKind::Page(PageEntry::Listener) => ["▹", "l"],
        };
        self.either(unicode, ascii)
    }

    pub(super) fn either(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        match self.charset {
            Charset::Unicode => unicode,
            Charset::Ascii => ascii,
        }
    }

    fn coloured(charset: Charset, palette: &Palette) -> Self {
        let ink = |colour| Style::new().fg(colour);
        Self {
            charset,
            base: Style::new().fg(palette.ink).bg(palette.ground),
            muted: ink(palette.muted),
            frame: ink(palette.frame),
            frame_active: ink(palette.accent).add_modifier(Modifier::BOLD),
            // Never bold, even where the border it stands on is.
            title: ink(palette.ink).remove_modifier(Modifier::BOLD),
            title_focused: ink(palette.ink).add_modifier(Modifier::REVERSED | Modifier::BOLD),
            current_line: Style::new().bg(palette.current_line),
            current_statement: Style::new()
                .fg(palette.accent)
                .bg(palette.current_line)
                .add_modifier(Modifier::BOLD),
            now: ink(palette.accent).add_modifier(Modifier::BOLD),
            selected: Style::new().fg(palette.selected.0).bg(palette.selected.1),
            arrived: Style::new().add_modifier(Modifier::BOLD),
            // Never dim: how dark that is, is the terminal's choice.
            left: ink(palette.muted).add_modifier(Modifier::CROSSED_OUT),
            travelling: Style::new().bg(palette.ground).add_modifier(Modifier::BOLD),
            error: ink(palette.error),
            note: ink(palette.accent),
            key: ink(palette.ink).add_modifier(Modifier::BOLD),
            keyword: ink(palette.keyword),
            literal: ink(palette.literal),
            comment: ink(palette.muted).add_modifier(Modifier::ITALIC),
            lanes: palette.lanes.map(ink),
        }
    }

    fn mono(charset: Charset) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            charset,
            base: plain,
            muted: plain,
            frame: plain,
            frame_active: bold,
            title: plain,
            title_focused: plain.add_modifier(Modifier::REVERSED),
            current_line: bold,
            current_statement: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            now: bold,
            selected: plain.add_modifier(Modifier::REVERSED),
            arrived: bold,
            left: plain.add_modifier(Modifier::CROSSED_OUT),
            travelling: bold,
            error: bold,
            note: bold,
            key: bold,
            keyword: plain,
            literal: plain,
            comment: plain,
            lanes: [plain; 7],
        }
    }
}

#[cfg(test)]
mod tests;
