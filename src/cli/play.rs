//! `loopscope play`: the interactive step-through.

use std::io::{self, IsTerminal as _};

use clap::ValueEnum;

use super::{Error, Io, Options, Outcome, target};
use crate::{
    lesson::Lesson,
    scene::Film,
    text::{self, Lang},
    trace::Trace,
    tui::{self, App, Settings},
    view::{Charset, Note, ThemeName},
};

/// Step through a lesson or program
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lesson name, program file, or `-` for standard input
    #[arg(value_name = "LESSON|FILE")]
    lesson: String,

    /// Colours to use; T changes them later [default: dark, or mono without colour]
    #[arg(long, value_enum)]
    theme: Option<ThemeName>,
}

/// Records, then shows until the user quits.
pub(super) fn run(args: &Args, options: &Options, io: &mut Io<'_>) -> Result<Outcome, Error> {
    if !io::stdout().is_terminal() {
        return Err(Error::NoTerminal);
    }
    let target = target::find(&args.lesson, &[], options)?;
    let recording = target.record(options)?;
    let notes = notes(&target.lesson, &recording.trace);
    let mut app = App::new(Film::new(recording.trace), notes, settings(args, options));
    tui::run(&mut app).map_err(Error::Terminal)?;
    match recording.stop {
        Some(stop) => {
            writeln!(io.err, "loopscope: {}", text::stop(&stop, options.lang()))?;
            Ok(Outcome::Limit)
        }
        None => Ok(Outcome::Done),
    }
}

/// What the lesson says, at the steps it says it; what is tied to a moment that this run never
/// reaches is left out.
fn notes(lesson: &Lesson, trace: &Trace) -> Vec<Note> {
    let told = lesson.notes.iter().filter_map(|cue| {
        Some(Note {
            step: cue.at.find(trace)?,
            en: cue.say.get(Lang::En).to_owned(),
            zh: cue.say.get(Lang::Zh).to_owned(),
        })
    });
    told.collect()
}

fn settings(args: &Args, options: &Options) -> Settings {
    let coloured = options.color.applies(true);
    let theme = args.theme.unwrap_or(if coloured { ThemeName::Dark } else { ThemeName::Mono });
    let charset = if options.ascii { Charset::Ascii } else { Charset::Unicode };
    Settings { lang: options.lang(), theme, charset }
}

impl ValueEnum for ThemeName {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.name()))
    }
}
