//! What a key, a command or the mouse can ask for.

use std::time::Duration;

use ratatui::layout::{Position, Size};

use crate::{scene::Level, text::Lang, trace::Runtime, view::ThemeName};

use super::{progress::Answered, speed::Pace};

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Back,
}

/// How far a movement goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Level(Level),
    /// To a note or a question of the lesson.
    Marker,
    /// To the next time that this line runs.
    Line,
    /// To the next line that runs and has a breakpoint.
    Breakpoint,
    /// To the next place where real Node may choose otherwise.
    Race,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    Move(Direction, Unit),
    /// The next match if there is a search, else the next callback.
    Next,
    Previous,
    /// The next statement; in a focused panel the next line.
    Down,
    Up,
    PageDown,
    PageUp,
    First,
    /// The step that was typed, or the end.
    Goto,
    /// That part of the run that was typed.
    Percent,
    Digit(u32),
    PlayPause,
    Faster,
    Slower,
    Speed(Pace),
    /// The time between two automatic moves has passed.
    Advance,
    /// Something is to be seen moving, and this much time has passed.
    Frame(Duration),
    /// The step that wrote the selected line of output, or the next one that writes any.
    Output,
    /// The step that wrote the output line with this number, counted from 1.
    OutputLine(u32),
    /// The next time that this line runs.
    RunToLine(u32),
    /// The step that scheduled what is selected, or what runs.
    Scheduler,
    /// The step at which what is selected runs, or the first thing that was scheduled here.
    Scheduled,
    /// Back to where the last jump began.
    Return,
    /// Sets or takes away a breakpoint: at this line, else at the selected or the shown one.
    Break(Option<u32>),
    /// Takes all breakpoints away.
    BreakNowhere,
    Search,
    Command,
    Type(char),
    /// A paste, which is never taken for keys.
    Paste(String),
    Erase,
    Complete,
    /// The command before the one on the line.
    Earlier,
    Later,
    Accept,
    Escape,
    FocusNext,
    FocusPrevious,
    /// The step the selected line comes from.
    Open,
    /// The focused panel alone; if it is alone already, what [`Self::Open`] does.
    Enter,
    Zoom,
    /// What the variables of the topmost call hold, or no longer.
    Variables,
    Why,
    /// The notes of the lesson, or not.
    Notes,
    /// The question of this step, once more.
    Question,
    /// Questions at all, or not.
    Questions,
    /// Chooses an option of the question, counted from 0; none: the selected one.
    Choose(Option<usize>),
    /// What a presenter may say here.
    Speaker,
    /// What the lesson is about.
    About,
    /// The large reading mode.
    Big,
    Language,
    Lang(Lang),
    NextTheme,
    Theme(ThemeName),
    /// The same program again, with the other choice at the race here or last before.
    OtherWay,
    /// The same program under the next (or the previous) runtime.
    Version(Direction),
    Runtime(Runtime),
    Lesson(Direction),
    /// Another lesson or program, by name.
    Show(String),
    Point(Pointed),
    Help,
    Redraw,
    Suspend,
    /// Back to the picker, if the lesson came from there; else the end.
    Quit,
}

/// Something done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointed {
    pub at: Position,
    /// The size of the screen at that time.
    pub screen: Size,
    pub how: Pointing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointing {
    Click,
    /// With the button held down.
    Drag,
    WheelUp,
    WheelDown,
}

/// What the caller has to do after an update.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Draw,
    Quit,
    Suspend,
    /// The same program again, under these rules.
    Record(Runtime),
    /// The same program again, with these answers to what real Node leaves open.
    Decide(Vec<u32>),
    /// Another lesson or program.
    Show(String),
    /// The lesson after (or before) this one.
    Lesson(Direction),
    /// A question was answered, which is to be remembered.
    Answered {
        number: u32,
        answer: Answered,
    },
}

/// Who the keys speak to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Stepping,
    /// A search or a command is typed.
    Typing,
    /// A question waits for its answer; what is no answer is as in [`Self::Stepping`].
    Asking,
    /// The page of keys, or another page.
    Help,
}
