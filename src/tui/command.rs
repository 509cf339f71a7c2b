//! The command line: `:goto 120`, `:break 12`, `:theme light`, and every key by its name.
//!
//! A command is a name and at most one argument. A name may be cut short as long as it means
//! one thing. [`offers`] says what could be typed next.

use super::{action::Action, keymap, speed::Pace};
use crate::{lesson::nearest, text::Lang, trace::Runtime, view::ThemeName};

/// What a command wants after its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wants {
    /// How many times; may be left out.
    Count,
    /// A step, or a part of the run as `50%`.
    Step,
    /// A line of the program.
    Line,
    /// A line of the output.
    OutputLine,
    Theme,
    Lang,
    Runtime,
    Speed,
    /// A lesson or a file.
    Lesson,
    /// Any text; none ends the search.
    Text,
    Nothing,
}

/// The commands that are no keys, or take more than a key can say.
const COMMANDS: [(&str, Wants); 15] = [
    ("goto", Wants::Step),
    ("break", Wants::Line),
    ("unbreak", Wants::Nothing),
    ("run-to", Wants::Line),
    ("line", Wants::OutputLine),
    ("theme", Wants::Theme),
    ("lang", Wants::Lang),
    ("runtime", Wants::Runtime),
    ("speed", Wants::Speed),
    ("search", Wants::Text),
    ("open", Wants::Lesson),
    ("q", Wants::Nothing),
    ("quit", Wants::Nothing),
    ("help", Wants::Nothing),
    ("pause", Wants::Nothing),
];

/// What was typed, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// As if its key had been pressed, after so large a number.
    Do(Action, Option<u32>),
    Search(String),
    /// Stops playing.
    Pause,
}

/// Why it was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mistake {
    Unknown {
        name: String,
        near: Option<&'static str>,
    },
    /// Several commands begin like this.
    Ambiguous {
        name: String,
        could_be: Vec<&'static str>,
    },
    /// There is nothing after the name that must have something.
    Missing {
        name: &'static str,
        wants: Wants,
    },
    /// What comes after the name is not what it wants.
    Unfit {
        given: String,
        wants: Wants,
        near: Option<String>,
    },
}

/// Understands `line`, which has no colon before it.
pub(super) fn parse(line: &str) -> Result<Command, Mistake> {
    let line = line.trim();
    let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let argument = argument.trim();
    // As in vi: `:120` is a step.
    if argument.is_empty() && name.trim_end_matches('%').parse::<u32>().is_ok() {
        return command("goto", Wants::Step, name);
    }
    let (name, wants) = find(name)?;
    if name == "break" && argument.is_empty() {
        return Ok(Command::Do(Action::Break(None), None));
    }
    if argument.is_empty() && !matches!(wants, Wants::Nothing | Wants::Count | Wants::Text) {
        return Err(Mistake::Missing { name, wants });
    }
    command(name, wants, argument)
}

/// Every command, the special ones first.
fn all() -> impl Iterator<Item = (&'static str, Wants)> {
    let keys = keymap::names().filter(|name| COMMANDS.iter().all(|(known, _)| known != name));
    COMMANDS.into_iter().chain(keys.map(|name| (name, Wants::Count)))
}

fn find(name: &str) -> Result<(&'static str, Wants), Mistake> {
    if let Some(exact) = all().find(|(known, _)| *known == name) {
        return Ok(exact);
    }
    let begins: Vec<_> = all().filter(|(known, _)| known.starts_with(name)).collect();
    match begins[..] {
        [one] => Ok(one),
        [] => {
            let near = nearest(name, all().map(|(known, _)| known));
            let near = near.and_then(|near| all().find(|(known, _)| *known == near));
            Err(Mistake::Unknown { name: name.to_owned(), near: near.map(|(known, _)| known) })
        }
        [..] => {
            let could_be = begins.into_iter().map(|(known, _)| known).collect();
            Err(Mistake::Ambiguous { name: name.to_owned(), could_be })
        }
    }
}

fn command(name: &'static str, wants: Wants, given: &str) -> Result<Command, Mistake> {
    let unfit = |near| Mistake::Unfit { given: given.to_owned(), wants, near };
    let number = || given.parse::<u32>().map_err(|_| unfit(None));
    let word = |names: &mut dyn Iterator<Item = &'static str>| {
        unfit(nearest(given, names).map(str::to_owned))
    };
    let action = match wants {
        Wants::Nothing if !given.is_empty() => return Err(unfit(None)),
        Wants::Nothing => match name {
            "help" => Action::Help,
            "pause" => return Ok(Command::Pause),
            "unbreak" => Action::BreakNowhere,
            _ => Action::Quit,
        },
        Wants::Count => {
            let count = if given.is_empty() { None } else { Some(number()?) };
            let Some(binding) = keymap::named(name) else { return Err(unfit(None)) };
            return Ok(Command::Do(binding.action.clone(), count));
        }
        Wants::Step => match given.strip_suffix('%') {
            Some(percent) => {
                let percent = percent.parse().map_err(|_| unfit(None))?;
                return Ok(Command::Do(Action::Percent, Some(percent)));
            }
            None if given == "end" => Action::Goto,
            None => return Ok(Command::Do(Action::Goto, Some(number()?))),
        },
        Wants::Line if name == "break" => Action::Break(Some(number()?)),
        Wants::Line => Action::RunToLine(number()?),
        Wants::OutputLine => Action::OutputLine(number()?),
        Wants::Theme => {
            let themes = || ThemeName::ALL.into_iter();
            let theme = themes().find(|theme| theme.name() == given);
            Action::Theme(theme.ok_or_else(|| word(&mut themes().map(ThemeName::name)))?)
        }
        Wants::Lang => {
            let names = &mut Lang::ALL.into_iter().map(Lang::name);
            Action::Lang(Lang::from_name(given).ok_or_else(|| word(names))?)
        }
        Wants::Runtime => {
            // `:runtime 10` is node-10.
            let full = format!("node-{given}");
            let runtime = Runtime::from_name(given).or_else(|| Runtime::from_name(&full));
            let names = &mut Runtime::ALL.into_iter().map(Runtime::name);
            Action::Runtime(runtime.ok_or_else(|| word(names))?)
        }
        Wants::Speed => {
            Action::Speed(Pace::from_name(given).ok_or_else(|| word(&mut Pace::names()))?)
        }
        Wants::Lesson => Action::Show(given.to_owned()),
        Wants::Text => return Ok(Command::Search(given.to_owned())),
    };
    Ok(Command::Do(action, None))
}

impl Wants {
    /// All the words it could be, if they can be told.
    pub(super) fn words(self) -> Vec<&'static str> {
        match self {
            Self::Theme => ThemeName::ALL.map(ThemeName::name).to_vec(),
            Self::Lang => Lang::ALL.map(Lang::name).to_vec(),
            Self::Runtime => Runtime::ALL.map(Runtime::name).to_vec(),
            Self::Speed => Pace::names().collect(),
            Self::Lesson => crate::lesson::library::names().collect(),
            Self::Count
            | Self::Step
            | Self::Line
            | Self::OutputLine
            | Self::Text
            | Self::Nothing => Vec::new(),
        }
    }
}

/// What `line` could become: whole lines, in the order of the commands.
pub(super) fn offers(line: &str) -> Vec<String> {
    let line = line.trim_start();
    let Some((name, argument)) = line.split_once(' ') else {
        let names = all().map(|(name, _)| name).filter(|name| name.starts_with(line));
        return names.map(str::to_owned).collect();
    };
    let Ok((name, wants)) = find(name) else { return Vec::new() };
    let words = wants.words().into_iter().filter(|word| word.starts_with(argument.trim_start()));
    words.map(|word| format!("{name} {word}")).collect()
}

/// `line` with as much added as is certain: the beginning that all offers share.
pub(super) fn completed(line: &str) -> String {
    let offers = offers(line);
    let Some(first) = offers.first() else { return line.to_owned() };
    let shared = offers.iter().fold(first.as_str(), |shared, offer| common(shared, offer));
    let takes_more = |name: &str| {
        all().any(|(known, wants)| known == name && !matches!(wants, Wants::Nothing | Wants::Count))
    };
    if offers.len() == 1 && takes_more(shared) {
        return format!("{shared} ");
    }
    if shared.len() > line.trim_start().len() { shared.to_owned() } else { line.to_owned() }
}

/// The beginning that two texts share.
fn common<'a>(one: &'a str, other: &str) -> &'a str {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    &one[..same.map(|(c, _)| c.len_utf8()).sum()]
}

impl Mistake {
    /// One sentence without a full stop, with the remedy.
    pub(super) fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Unknown { name, near: Some(near) } => {
                format!("no command `{name}`: did you mean `:{near}`?")
            }
            Self::Unknown { name, near: None } => format!("no command `{name}`: tab shows them"),
            Self::Ambiguous { name, could_be } => {
                format!("`{name}` could be {}", could_be.join(", "))
            }
            Self::Missing { name, wants } => format!("`:{name}` wants {}", wants.english()),
            Self::Unfit { given, near: Some(near), .. } => {
                format!("not `{given}`: did you mean `{near}`?")
            }
            Self::Unfit { given, wants, near: None } => {
                format!("`{given}` is not {}", wants.english())
            }
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Unknown { name, near: Some(near) } => {
                format!("没有命令 `{name}`：是指 `:{near}` 吗？")
            }
            Self::Unknown { name, near: None } => format!("没有命令 `{name}`：按 tab 查看"),
            Self::Ambiguous { name, could_be } => {
                format!("`{name}` 可能是 {}", could_be.join("、"))
            }
            Self::Missing { name, wants } => format!("`:{name}` 后面需要{}", wants.chinese()),
            Self::Unfit { given, near: Some(near), .. } => {
                format!("没有 `{given}`：是指 `{near}` 吗？")
            }
            Self::Unfit { given, wants, near: None } => {
                format!("`{given}` 不是{}", wants.chinese())
            }
        }
    }
}

impl Wants {
    fn english(self) -> String {
        let words = || self.words().join(", ");
        match self {
            Self::Count => "a number of times".into(),
            Self::Step => "a step (120), a part of the run (50%), or `end`".into(),
            Self::Line => "the number of a line".into(),
            Self::OutputLine => "the number of an output line".into(),
            Self::Theme => format!("a theme: {}", words()),
            Self::Lang => format!("a language: {}", words()),
            Self::Runtime => format!("a runtime: {}", words()),
            Self::Speed => format!("a speed: {}", words()),
            Self::Lesson => "a lesson or a file".into(),
            Self::Text => "a text".into(),
            Self::Nothing => "anything: nothing follows this command".into(),
        }
    }

    fn chinese(self) -> String {
        let words = || self.words().join("、");
        match self {
            Self::Count => "次数".into(),
            Self::Step => "步骤（120）、百分比（50%）或 `end`".into(),
            Self::Line => "行号".into(),
            Self::OutputLine => "输出的行号".into(),
            Self::Theme => format!("主题：{}", words()),
            Self::Lang => format!("语言：{}", words()),
            Self::Runtime => format!("运行时：{}", words()),
            Self::Speed => format!("速度：{}", words()),
            Self::Lesson => "课程名或文件名".into(),
            Self::Text => "文字".into(),
            Self::Nothing => "参数：这个命令后面不跟内容".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::{Direction, Unit};

    fn said(line: &str) -> String {
        parse(line).unwrap_err().text(Lang::En)
    }

    #[test]
    fn a_command_is_a_name_and_what_it_wants() {
        assert_eq!(parse("goto 120"), Ok(Command::Do(Action::Goto, Some(120))));
        assert_eq!(parse(" 120 "), Ok(Command::Do(Action::Goto, Some(120))));
        assert_eq!(parse("50%"), Ok(Command::Do(Action::Percent, Some(50))));
        assert_eq!(parse("break 12"), Ok(Command::Do(Action::Break(Some(12)), None)));
        assert_eq!(parse("theme light"), Ok(Command::Do(Action::Theme(ThemeName::Light), None)));
        assert_eq!(parse("lang zh"), Ok(Command::Do(Action::Lang(Lang::Zh), None)));
        let ten = Command::Do(Action::Runtime(Runtime::Node10), None);
        assert_eq!(parse("runtime node-10"), Ok(ten.clone()));
        assert_eq!(parse("runt 10"), Ok(ten));
        assert_eq!(parse("q"), Ok(Command::Do(Action::Quit, None)));
        let phase = Action::Move(Direction::Forward, Unit::Level(crate::scene::Level::Phase));
        assert_eq!(parse("next-phase 3"), Ok(Command::Do(phase, Some(3))));
    }

    #[test]
    fn every_key_has_a_command() {
        for name in keymap::names() {
            assert!(matches!(parse(name), Ok(Command::Do(..))), "{name}");
        }
    }

    #[test]
    fn a_mistake_says_what_would_be_right() {
        assert_eq!(said("gto 3"), "no command `gto`: did you mean `:goto`?");
        assert_eq!(said("xyzzy"), "no command `xyzzy`: tab shows them");
        assert_eq!(said("run-to"), "`:run-to` wants the number of a line");
        assert_eq!(said("break x"), "`x` is not the number of a line");
        assert_eq!(said("theme ligth"), "not `ligth`: did you mean `light`?");
        assert_eq!(
            said("pr"),
            "`pr` could be previous, previous-phase, previous-iteration, \
            previous-marker, previous-output, predict, previous-version, previous-lesson"
        );
        assert_eq!(said("quit now"), "`now` is not anything: nothing follows this command");
    }

    #[test]
    fn what_is_typed_can_be_completed() {
        assert_eq!(completed("runt"), "runtime ");
        assert_eq!(completed("runtime node-1"), "runtime node-1");
        assert_eq!(completed("theme d"), "theme dark");
        assert_eq!(offers("lang "), ["lang en", "lang zh"]);
        assert_eq!(completed("xyz"), "xyz");
    }
}
