//! `loopscope play`: the interactive step-through; without a name, the list of lessons.

use std::path::Path;

use super::{Error, Io, Options, Outcome, home, session, target, watch};
use crate::tui::{self, Inbox, Start};

/// Step through a lesson or program
#[derive(Debug, Default, clap::Args)]
pub(super) struct Args {
    /// Lesson name, program file, or `-` for standard input; without it, the list of lessons
    #[arg(value_name = "LESSON|FILE")]
    lesson: Option<String>,

    /// Record again whenever FILE is saved
    #[arg(long, requires = "lesson")]
    watch: bool,

    /// Write what each key does, as a piece of the configuration file, and end
    #[arg(long)]
    keys: bool,

    #[command(flatten)]
    looks: session::Looks,
}

/// Records, then shows until the user quits.
pub(super) fn run(args: &Args, options: &Options, io: &mut Io<'_>) -> Result<Outcome, Error> {
    if args.keys {
        return keys(options, io);
    }
    session::needs_terminal()?;
    let Some(name) = &args.lesson else {
        return session::show(Start::Picker, Inbox::default(), &args.looks, options, io);
    };
    let inbox = Inbox::default();
    // Watched from before it is read: no change is missed.
    let watcher = match (args.watch, Path::new(name)) {
        (false, _) => None,
        (true, path) if path.is_file() => Some(
            watch::start(path, inbox.bell())
                .map_err(|error| Error::Unwatchable { path: name.clone(), source: error })?,
        ),
        (true, _) => return Err(Error::NothingToWatch { name: name.clone() }),
    };
    let target = target::find(name, &[], options)?.with_variables();
    let recording = target.record(options)?;
    let start = Start::Reel(Box::new(session::reel(target, recording, options.lang())));
    let outcome = session::show(start, inbox, &args.looks, options, io);
    drop(watcher);
    outcome
}

/// What each key does.
fn keys(options: &Options, io: &mut Io<'_>) -> Result<Outcome, Error> {
    let config = home::config()?;
    if let Some(path) = home::config_path() {
        writeln!(io.out, "# {}", path.display())?;
    }
    let lang = options.lang_or(config.lang);
    write!(io.out, "{}", tui::key_listing(&config.keymap, lang))?;
    Ok(Outcome::Done)
}
