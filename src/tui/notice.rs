//! What is said on the last line when a key could not, or could only just, do its work.

use super::{
    action::{Direction, Unit},
    command::Mistake,
};
use crate::{
    scene::Level,
    text::{self, Lang},
    trace::Omitted,
};

/// One thing to say, in any language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    NoMore(Direction, Unit),
    NoJump,
    NumberFirst,
    NothingRuns,
    NeverRuns,
    NothingSelected,
    NoBreakpoint,
    /// There is no line to speak of.
    NoLine,
    /// Neither this line nor a later one has a statement.
    NoStatement(u32),
    Break {
        line: u32,
        is_set: bool,
    },
    /// The whole run writes but so many lines.
    NoOutputLine(usize),
    NoQuestion,
    AnswerFirst,
    AnswerWhole,
    Questions {
        are_put: bool,
    },
    Notes {
        are_shown: bool,
    },
    NoVersion(Direction),
    NoLesson(Direction),
    /// The end of a lesson; this key opens the next.
    Finished {
        key: String,
    },
    /// Nothing in this run was left open, as far as here.
    NoRace,
    /// Recorded with another choice.
    Otherwise,
    Recording,
    Recorded,
    NoRecording,
    /// There is no new recording; why not stands elsewhere.
    Failed,
    /// Progress could not be read or kept.
    Progress(String),
    Mistake(Mistake),
    LineRunsNoMore(u32),
    Speed(&'static str),
    /// The `number`th of all the places where it is.
    Match {
        query: String,
        number: usize,
        of: usize,
    },
    /// What the recording does not show as it is, and the line that begins it.
    Omits(Omitted, Option<u32>),
    NoMatch {
        query: String,
        of: usize,
        direction: Direction,
    },
}

impl Notice {
    /// One sentence without a full stop.
    pub(super) fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Omits(what, line) => text::omission(*what, *line, Lang::En),
            Self::NoMore(Direction::Forward, Unit::Level(Level::Event)) => "this is the end".into(),
            Self::NoMore(Direction::Back, Unit::Level(Level::Event)) => {
                "this is the beginning".into()
            }
            Self::NoMore(direction, unit) => {
                let what = match unit {
                    Unit::Level(level) => text::level(*level, Lang::En),
                    Unit::Marker => "note or question",
                    Unit::Line => "time that this line runs",
                    Unit::Breakpoint => "breakpoint",
                    Unit::Race => "place where real Node may choose otherwise",
                };
                match direction {
                    Direction::Forward => format!("no later {what}"),
                    Direction::Back => format!("no earlier {what}"),
                }
            }
            Self::NoJump => "no jump to go back from".into(),
            Self::NumberFirst => "type a number first: 50% is the middle".into(),
            Self::NothingRuns => {
                "nothing runs at this step: choose a panel with tab and a line with j k".into()
            }
            Self::NeverRuns => "it never runs".into(),
            Self::NothingSelected => "choose a panel with tab and a line with j k".into(),
            Self::NoBreakpoint => "no breakpoint: b sets one on the line that is shown".into(),
            Self::NoLine => {
                "no line yet: choose one in the program, or type its number first".into()
            }
            Self::NoStatement(line) => format!("no statement on line {line} or after it"),
            Self::Break { line, is_set: true } => {
                format!("breakpoint on line {line}   c runs to it")
            }
            Self::Break { line, is_set: false } => format!("no breakpoint on line {line} any more"),
            Self::NoOutputLine(of) => format!("the whole run writes {of} lines"),
            Self::NoQuestion => "no question from here on".into(),
            Self::AnswerFirst => "answer first, then see what happens   P: no questions".into(),
            Self::AnswerWhole => "choose first, with the numbers or with space".into(),
            Self::Questions { are_put: true } => "questions are put".into(),
            Self::Questions { are_put: false } => "no questions any more   P: put them".into(),
            Self::Notes { are_shown: true } => "notes are shown".into(),
            Self::Notes { are_shown: false } => "notes are hidden   e: show them".into(),
            Self::NoVersion(Direction::Forward) => "this is the newest runtime".into(),
            Self::NoVersion(Direction::Back) => "this is the oldest runtime".into(),
            Self::NoLesson(Direction::Forward) => "this is the last lesson".into(),
            Self::NoLesson(Direction::Back) => "this is the first lesson".into(),
            Self::Finished { key } => format!("the end of this lesson   {key} next lesson"),
            Self::NoRace => "nothing was left to chance up to here   x: the next such place".into(),
            Self::Otherwise => "recorded with the other choice   X: turn it back".into(),
            Self::Recording => "recording ...   esc gives up".into(),
            Self::Recorded => "recorded again".into(),
            Self::NoRecording => "given up: this is the recording from before".into(),
            Self::Failed => "not recorded: what is shown is from before   esc closes".into(),
            Self::Progress(why) => format!("progress is not kept: {why}"),
            Self::Mistake(mistake) => mistake.text(Lang::En),
            Self::LineRunsNoMore(line) => format!("line {line} does not run after this"),
            Self::Speed(label) => format!("speed {label}"),
            Self::Match { query, number, of } => {
                format!("/{query}   {number} of {of}   n next   N previous   esc ends the search")
            }
            Self::NoMatch { query, of: 0, .. } => format!("/{query}   not found"),
            Self::NoMatch { query, of, direction: Direction::Forward } => {
                format!("/{query}   none of {of} is later")
            }
            Self::NoMatch { query, of, direction: Direction::Back } => {
                format!("/{query}   none of {of} is earlier")
            }
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Omits(what, line) => text::omission(*what, *line, Lang::Zh),
            Self::NoMore(Direction::Forward, Unit::Level(Level::Event)) => "已到结尾".into(),
            Self::NoMore(Direction::Back, Unit::Level(Level::Event)) => "已到开头".into(),
            Self::NoMore(direction, unit) => {
                let what = match unit {
                    Unit::Level(level) => text::level(*level, Lang::Zh),
                    Unit::Marker => "讲解或提问",
                    Unit::Line => "运行本行之处",
                    Unit::Breakpoint => "断点",
                    Unit::Race => "真实 Node 可能另作选择的地方",
                };
                match direction {
                    Direction::Forward => format!("后面没有{what}了"),
                    Direction::Back => format!("前面没有{what}了"),
                }
            }
            Self::NoJump => "没有可以返回的跳转".into(),
            Self::NumberFirst => "请先输入数字：50% 是正中间".into(),
            Self::NothingRuns => "这一步没有回调在运行：用 tab 选面板，用 j k 选一行".into(),
            Self::NeverRuns => "它不会运行".into(),
            Self::NothingSelected => "用 tab 选面板，用 j k 选一行".into(),
            Self::NoBreakpoint => "没有断点：按 b 在显示的行上设置".into(),
            Self::NoLine => "还没有行：先在程序面板里选一行，或先输入行号".into(),
            Self::NoStatement(line) => format!("第 {line} 行及以后没有语句"),
            Self::Break { line, is_set: true } => format!("第 {line} 行设了断点   c 运行到它"),
            Self::Break { line, is_set: false } => format!("第 {line} 行的断点已取消"),
            Self::NoOutputLine(of) => format!("整个程序只输出 {of} 行"),
            Self::NoQuestion => "后面没有提问了".into(),
            Self::AnswerFirst => "先回答，再看结果   P：不再提问".into(),
            Self::AnswerWhole => "请先用数字或空格选择".into(),
            Self::Questions { are_put: true } => "已打开提问".into(),
            Self::Questions { are_put: false } => "已关闭提问   P：打开".into(),
            Self::Notes { are_shown: true } => "已显示讲解".into(),
            Self::Notes { are_shown: false } => "已隐藏讲解   e：显示".into(),
            Self::NoVersion(Direction::Forward) => "已是最新的运行时".into(),
            Self::NoVersion(Direction::Back) => "已是最旧的运行时".into(),
            Self::NoLesson(Direction::Forward) => "这是最后一课".into(),
            Self::NoLesson(Direction::Back) => "这是第一课".into(),
            Self::Finished { key } => format!("本课到此结束   {key} 下一课"),
            Self::NoRace => "到此为止没有听凭偶然的选择   x：下一处".into(),
            Self::Otherwise => "已按另一种选择录制   X：换回来".into(),
            Self::Recording => "正在录制……   esc 放弃".into(),
            Self::Recorded => "已重新录制".into(),
            Self::NoRecording => "已放弃：仍是之前的录制".into(),
            Self::Failed => "没有录成：显示的是之前的录制   esc 关闭".into(),
            Self::Progress(why) => format!("进度没有保存：{why}"),
            Self::Mistake(mistake) => mistake.text(Lang::Zh),
            Self::LineRunsNoMore(line) => format!("此后第 {line} 行不再运行"),
            Self::Speed(label) => format!("速度 {label}"),
            Self::Match { query, number, of } => {
                format!(
                    "/{query}   第 {number} 处，共 {of} 处   n 下一处   N 上一处   esc 结束搜索"
                )
            }
            Self::NoMatch { query, of: 0, .. } => format!("/{query}   没有找到"),
            Self::NoMatch { query, of, direction: Direction::Forward } => {
                format!("/{query}   共 {of} 处，都在前面")
            }
            Self::NoMatch { query, of, direction: Direction::Back } => {
                format!("/{query}   共 {of} 处，都在后面")
            }
        }
    }
}
