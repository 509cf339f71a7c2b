//! What all interactive commands share: settings, recordings, and how a session ends.

use std::{
    env,
    io::{self, IsTerminal as _, Write as _},
    ops::ControlFlow,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::ValueEnum;

use super::{Error, Io, Options, Outcome, explain, home, target::Target};
use crate::{
    lesson::library,
    render::{self, Format},
    runner::Recording,
    text::{self, Lang},
    trace::Trace,
    tui::{
        self, Ending, Host, Inbox, Order, Pace, Progress, Reel, Settings, Shell, Start, Wanted,
        config::{Config, ThemeChoice},
    },
    view::{Charset, ThemeName},
};

/// Options of every interactive command.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Looks {
    /// Colours to use; T changes them later. `auto` asks the terminal whether it is dark or
    /// light [default: auto, or mono without colour]
    #[arg(long, value_enum)]
    theme: Option<ThemeChoice>,

    /// Nothing is seen on its way, only where it is [default: over SSH, in CI, and on a dumb
    /// terminal, unless the configuration says `reduced-motion = false`]
    #[arg(long)]
    reduced_motion: bool,

    /// Leave the mouse to the terminal
    #[arg(long)]
    no_mouse: bool,

    /// Large reading mode: program, active queue, console, why
    #[arg(long)]
    big: bool,

    /// How fast it plays by itself: 0.25x, 0.5x, 1x, 2x, 4x, 8x, 16x, 64x
    #[arg(long, value_name = "SPEED", value_parser = pace)]
    speed: Option<Pace>,
}

fn pace(name: &str) -> Result<Pace, String> {
    let known = || Pace::names().collect::<Vec<_>>().join(", ");
    Pace::from_name(name).ok_or_else(|| format!("it can be {}", known()))
}

impl Looks {
    /// What was typed laid over what the configuration says.
    fn settings(&self, config: &Config, options: &Options) -> Settings {
        let choice = self.theme.or(config.theme).unwrap_or_default();
        let is_coloured = self.theme.is_some() || options.color.applies(true);
        let is_ascii = options.ascii || config.ascii.unwrap_or(false);
        Settings {
            lang: options.lang_or(config.lang),
            theme: if is_coloured { choice.theme() } else { ThemeName::Mono },
            follows_ground: is_coloured && choice == ThemeChoice::Auto && !is_dumb(),
            charset: if is_ascii { Charset::Ascii } else { Charset::Unicode },
            has_motion: !self.reduced_motion && !config.reduced_motion.unwrap_or_else(is_calm),
            is_big: self.big || config.big.unwrap_or(false),
            pace: self.speed.or(config.speed).unwrap_or_default(),
            ..Settings::default()
        }
    }
}

/// Whether what moves would only be in the way: where every frame goes over a network, where
/// nobody looks, and where a terminal cannot move its cursor.
fn is_calm() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    ["SSH_CONNECTION", "SSH_TTY", "CI"].into_iter().any(is_set) || is_dumb()
}

/// Whether the terminal says of itself that it knows no control sequences.
fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|terminal| terminal == "dumb")
}

impl ValueEnum for ThemeChoice {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.name()))
    }
}

/// Recordings from the runner, progress in the user's data folder.
struct Outside {
    options: Options,
    progress: Option<PathBuf>,
}

impl Host for Outside {
    fn record(&self, order: &Order) -> Result<Reel, String> {
        let words = |error: Error| {
            explain::explain(&error, explain::Style { color: false, ascii: self.options.ascii })
        };
        let lesson = match &order.wanted {
            Wanted::Named(name) => library::find(name).map_err(|error| words(error.into()))?,
            Wanted::Again(lesson) => lesson.as_ref().clone(),
        };
        let runtime = order.runtime.or(self.options.runtime);
        let mut options = self.options.clone();
        options.runtime = runtime;
        let mut target = Target::new(lesson, &[], &options).with_variables();
        target.job.choices.clone_from(&order.choices);
        let mut go_on = |_: &Trace, _: &[crate::trace::Fact]| {
            if order.is_given_up() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let recording = target.record_with(&options, &mut go_on).map_err(words)?;
        Ok(reel(target, recording, options.lang()))
    }

    fn keep(&self, progress: &Progress) -> Result<(), String> {
        match &self.progress {
            Some(path) => {
                home::keep(path, progress).map_err(|error| format!("{}: {error}", path.display()))
            }
            None => Err("there is no home folder".to_owned()),
        }
    }

    fn files(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(".") else { return Vec::new() };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let is_program = |name: &String| {
            let ending = Path::new(name).extension().and_then(|it| it.to_str());
            matches!(ending, Some("js" | "mjs" | "cjs" | "yaml" | "yml"))
        };
        let mut names: Vec<_> = names.filter(is_program).collect();
        names.sort_unstable();
        names
    }
}

/// What was recorded of `target`, for a session.
pub(super) fn reel(target: Target, recording: Recording, lang: Lang) -> Reel {
    let stop = recording.stop.map(|stop| text::stop(&stop, lang));
    Reel { lesson: target.lesson, trace: recording.trace, stop }
}

/// That there is a terminal to show something on.
///
/// # Errors
/// If there is none.
pub(super) fn needs_terminal() -> Result<(), Error> {
    if io::stdout().is_terminal() { Ok(()) } else { Err(Error::NoTerminal) }
}

/// Shows what `start` says until the user quits, and tells what is to be told afterwards.
pub(super) fn show(
    start: Start,
    inbox: Inbox,
    looks: &Looks,
    options: &Options,
    io: &mut Io<'_>,
) -> Result<Outcome, Error> {
    let config = home::config()?;
    let settings = looks.settings(&config, options);
    let path = home::progress_path();
    let (progress, warning) = path.as_deref().map_or((Progress::default(), None), home::progress);
    if let Some(warning) = &warning {
        writeln!(io.err, "loopscope: {warning}")?;
    }
    let host = Outside { options: options.clone(), progress: path };
    let has_mouse = !looks.no_mouse && config.mouse.unwrap_or(true);
    let mut shell = Shell::new(Arc::new(host), start, settings, config.keymap, progress);
    let ending = guarded(&mut shell, inbox, has_mouse)?;
    if let Ending::Signal(signal) = ending {
        return Ok(Outcome::Signal(signal));
    }
    match shell.stop() {
        Some(stop) => {
            writeln!(io.err, "loopscope: {stop}")?;
            Ok(Outcome::Limit)
        }
        None => Ok(Outcome::Done),
    }
}

/// Runs the session. A fault of ours must not cost anybody a recording that took its time.
fn guarded(shell: &mut Shell, inbox: Inbox, has_mouse: bool) -> Result<Ending, Error> {
    let shown = panic::catch_unwind(AssertUnwindSafe(|| tui::run(shell, inbox, has_mouse)));
    match shown {
        Ok(ending) => ending.map_err(Error::Terminal),
        Err(_) => Err(Error::Panicked { help: rescue(shell) }),
    }
}

/// Saves the recording that is shown, and says where.
fn rescue(shell: &Shell) -> String {
    let Some(app) = shell.app() else { return "no recording was open".to_owned() };
    let path = env::temp_dir().join(format!("loopscope-{}.jsonl", std::process::id()));
    let how = render::Options { format: Format::Jsonl, lang: Lang::En, step: None };
    let saved = std::fs::File::create_new(&path).and_then(|file| {
        let mut out = io::BufWriter::new(file);
        render::write(app.film(), how, &mut out)?;
        out.flush()
    });
    match saved {
        Ok(()) => format!("the recording is saved as `{}`", path.display()),
        Err(error) => format!("the recording could not be saved as `{}`: {error}", path.display()),
    }
}

#[cfg(test)]
mod tests;
