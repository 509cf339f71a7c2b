//! The configuration file: how the session looks, and which keys do what.
//!
//! TOML, strict: a name that means nothing is an error that says where it stands and which
//! name was probably meant. Everything in it is optional.

use std::ops::Range;

use miette::{Diagnostic, NamedSource, SourceSpan};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Key, Keymap, KeymapError, Pace, keymap};
use crate::{lesson::nearest, text::Lang, view::ThemeName};

/// What a configuration file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    pub lang: Option<Lang>,
    pub theme: Option<ThemeChoice>,
    pub ascii: Option<bool>,
    pub mouse: Option<bool>,
    pub reduced_motion: Option<bool>,
    /// The large reading mode.
    pub big: Option<bool>,
    pub speed: Option<Pace>,
    pub keymap: Keymap,
}

/// How a theme is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Dark or light, as the terminal is.
    #[default]
    Auto,
    Named(ThemeName),
}

impl ThemeChoice {
    /// All of them, the usual one first.
    pub const ALL: [Self; 6] = {
        let [a, b, c, d, e] = ThemeName::ALL;
        [Self::Auto, Self::Named(a), Self::Named(b), Self::Named(c), Self::Named(d), Self::Named(e)]
    };

    /// As the command line and the configuration spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Named(theme) => theme.name(),
        }
    }

    /// The theme to begin with: most terminals are dark.
    pub fn theme(self) -> ThemeName {
        match self {
            Self::Named(theme) => theme,
            Self::Auto => ThemeName::Dark,
        }
    }
}

/// What can be set, apart from keys.
const SETTINGS: [&str; 8] =
    ["lang", "theme", "ascii", "mouse", "reduced-motion", "big", "speed", "keys"];

/// What is wrong with a configuration file, and where.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{path}: {message}")]
pub struct ConfigError {
    pub path: String,
    pub message: String,
    #[help]
    pub help: Option<String>,
    #[source_code]
    text: NamedSource<String>,
    #[label("here")]
    span: SourceSpan,
}

/// A message, its place in bytes, and a remedy.
struct Fault {
    message: String,
    span: Range<usize>,
    help: Option<String>,
}

impl Config {
    /// Understands `text`, the file at `path`.
    ///
    /// # Errors
    /// If it is no TOML, or says something that means nothing.
    pub fn parse(path: &str, text: &str) -> Result<Self, Box<ConfigError>> {
        read(text).map_err(|fault| {
            Box::new(ConfigError {
                path: path.to_owned(),
                message: fault.message,
                help: fault.help,
                text: NamedSource::new(path, text.to_owned()).with_language("TOML"),
                span: fault.span.into(),
            })
        })
    }
}

fn read(text: &str) -> Result<Config, Fault> {
    let table = DeTable::parse(text).map_err(|error| Fault {
        message: error.message().to_owned(),
        span: error.span().unwrap_or(0..0),
        help: None,
    })?;
    let mut config = Config::default();
    for (name, value) in table.get_ref() {
        match name.get_ref().as_ref() {
            "lang" => config.lang = Some(word(value, Lang::from_name, &Lang::ALL.map(Lang::name))?),
            "theme" => {
                let themes = ThemeChoice::ALL;
                let find = |name: &str| themes.into_iter().find(|theme| theme.name() == name);
                config.theme = Some(word(value, find, &themes.map(ThemeChoice::name))?);
            }
            "ascii" => config.ascii = Some(truth(value)?),
            "mouse" => config.mouse = Some(truth(value)?),
            "reduced-motion" => config.reduced_motion = Some(truth(value)?),
            "big" => config.big = Some(truth(value)?),
            "speed" => {
                let names: Vec<_> = Pace::names().collect();
                config.speed = Some(word(value, Pace::from_name, &names)?);
            }
            "keys" => config.keymap = keys(value)?,
            other => return Err(unknown("setting", other, name.span(), &SETTINGS)),
        }
    }
    Ok(config)
}

/// That nothing is called `name`, with the name that was probably meant.
fn unknown(what: &str, name: &str, span: Range<usize>, known: &[&str]) -> Fault {
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", known.join(", ")),
    };
    Fault { message: format!("no {what} is called `{name}`"), span, help: Some(help) }
}

fn word<T>(
    value: &Spanned<DeValue<'_>>,
    find: impl Fn(&str) -> Option<T>,
    names: &[&str],
) -> Result<T, Fault> {
    let given = value.get_ref().as_str();
    let Some(given) = given else { return Err(misfit(value, "a text in quotes")) };
    find(given).ok_or_else(|| {
        let help = match nearest(given, names.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("it can be: {}", names.join(", ")),
        };
        Fault {
            message: format!("`{given}` means nothing here"),
            span: value.span(),
            help: Some(help),
        }
    })
}

fn truth(value: &Spanned<DeValue<'_>>) -> Result<bool, Fault> {
    value.get_ref().as_bool().ok_or_else(|| misfit(value, "`true` or `false`"))
}

fn misfit(value: &Spanned<DeValue<'_>>, wanted: &str) -> Fault {
    let message = format!("this is to be {wanted}");
    Fault { message, span: value.span(), help: None }
}

/// `name = "key"` or `name = ["key", "key"]`, each.
fn keys(value: &Spanned<DeValue<'_>>) -> Result<Keymap, Fault> {
    let Some(table) = value.get_ref().as_table() else {
        return Err(misfit(value, "a table: [keys]"));
    };
    let names: Vec<_> = keymap::names().collect();
    let mut keymap = Keymap::default();
    for (name, value) in table {
        let mut bound = Vec::new();
        let given = match value.get_ref().as_array() {
            Some(several) => several.iter().collect(),
            None => vec![value],
        };
        for value in given {
            let text = value.get_ref().as_str();
            let text = text.ok_or_else(|| misfit(value, "the name of a key, in quotes"))?;
            bound.push(text.parse::<Key>().map_err(|error| Fault {
                message: error.to_string(),
                span: value.span(),
                help: Some(key_names(text)),
            })?);
        }
        keymap.rebind(name.get_ref(), bound).map_err(|error| match error {
            KeymapError::Unknown(given) => unknown("action", &given, name.span(), &names),
            KeymapError::Digit(_) | KeymapError::Interrupt | KeymapError::Twice { .. } => {
                Fault { message: error.to_string(), span: value.span(), help: None }
            }
        })?;
    }
    let help = "`loopscope play --keys` shows what each key does";
    keymap.check().map_err(|error| Fault {
        message: error.to_string(),
        span: value.span(),
        help: Some(help.to_owned()),
    })?;
    Ok(keymap)
}

/// Which names keys have; the one that was probably meant, if one was.
fn key_names(given: &str) -> String {
    let names = Key::NAMED.map(|key| key.to_string());
    match nearest(given, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("one character, ctrl-x, or one of: {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{Action, Mode};

    fn wrong(text: &str) -> (String, Option<String>, usize) {
        let error = Config::parse("config.toml", text).unwrap_err();
        (error.message, error.help, error.span.offset())
    }

    #[test]
    fn a_file_sets_what_it_names() {
        let text = "theme = \"light\"\nmouse = false\nspeed = \"2x\"\n\
                    [keys]\nquit = [\"Q\", \"ctrl-q\"]\nstep = \"right\"\nlanguage = \"l\"\n";
        let config = Config::parse("config.toml", text).unwrap();
        assert_eq!(config.theme, Some(ThemeChoice::Named(ThemeName::Light)));
        assert_eq!(config.mouse, Some(false));
        assert_eq!(config.lang, None);
        let does = |key| config.keymap.action(key, Mode::Stepping);
        assert_eq!(does(Key::Char('Q')), Some(Action::Quit));
        assert_eq!(does(Key::Char('q')), None);
        assert_eq!(does(Key::Char('l')), Some(Action::Language));
    }

    #[test]
    fn an_empty_file_changes_nothing() {
        assert_eq!(Config::parse("config.toml", "# nothing\n").unwrap(), Config::default());
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_its_remedy() {
        let did = |near: &str| Some(format!("did you mean {near}?"));
        let (message, help, at) = wrong("mosue = true\n");
        assert_eq!(
            (message.as_str(), help, at),
            ("no setting is called `mosue`", did("`mouse`"), 0)
        );
        let (message, help, at) = wrong("theme = \"drak\"\n");
        assert_eq!((message.as_str(), help, at), ("`drak` means nothing here", did("\"dark\""), 8));
        let (message, help, _) = wrong("[keys]\nstpe = \"l\"\n");
        assert_eq!((message.as_str(), help), ("no action is called `stpe`", did("`step`")));
        let (message, help, _) = wrong("[keys]\nstep = \"spcae\"\n");
        assert_eq!((message.as_str(), help), ("no key is called `spcae`", did("\"space\"")));
        let (message, ..) = wrong("[keys]\nquit = \"l\"\n");
        assert_eq!(message, "`l` is bound to `step` and to `quit`");
        let (message, ..) = wrong("mouse = 1\n");
        assert_eq!(message, "this is to be `true` or `false`");
        let (.., at) = wrong("mouse = true\nmouse = \n");
        assert!(at >= 13, "{at}");
    }

    #[test]
    fn what_is_listed_can_be_read_back() {
        for lang in Lang::ALL {
            let listed = Keymap::default().listing(lang);
            assert_eq!(Config::parse("config.toml", &listed).unwrap(), Config::default());
        }
    }
}
