//! `loopscope play`: the interactive step-through.

use super::{Error, Io, Options, Outcome, target};

/// Step through a lesson or program
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lesson name, program file, or `-` for standard input
    #[arg(value_name = "LESSON|FILE")]
    lesson: String,
}

/// Records, then shows until the user quits.
pub(super) fn run(args: &Args, options: &Options, _io: &mut Io<'_>) -> Result<Outcome, Error> {
    let _target = target::find(&args.lesson, &[], options)?;
    Ok(Outcome::Done)
}
