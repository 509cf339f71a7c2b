//! What is said on the last line when a key could not, or could only just, do its work.

use super::app::{Direction, Unit};
use crate::{
    scene::Level,
    text::{self, Lang},
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
    LineRunsNoMore(u32),
    Speed(&'static str),
    /// The `number`th of all the places where it is.
    Match {
        query: String,
        number: usize,
        of: usize,
    },
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
            Self::NoMore(Direction::Forward, Unit::Level(Level::Event)) => "this is the end".into(),
            Self::NoMore(Direction::Back, Unit::Level(Level::Event)) => {
                "this is the beginning".into()
            }
            Self::NoMore(direction, unit) => {
                let what = match unit {
                    Unit::Level(level) => text::level(*level, Lang::En),
                    Unit::Note => "note",
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
            Self::NoMore(Direction::Forward, Unit::Level(Level::Event)) => "已到结尾".into(),
            Self::NoMore(Direction::Back, Unit::Level(Level::Event)) => "已到开头".into(),
            Self::NoMore(direction, unit) => {
                let what = match unit {
                    Unit::Level(level) => text::level(*level, Lang::Zh),
                    Unit::Note => "讲解",
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
