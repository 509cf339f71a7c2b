//! `loopscope run`: what the program prints, and nothing else.

use super::{Error, Io, Options, Outcome, target};

/// Run a lesson or program as `node` would: its output and its exit code
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lesson name, program file, or `-` for standard input
    #[arg(value_name = "LESSON|FILE")]
    lesson: String,

    /// What the program finds in `process.argv`
    #[arg(last = true)]
    args: Vec<String>,
}

/// Writes what the program writes, where it writes it.
pub(super) fn run(args: &Args, options: &Options, _io: &mut Io<'_>) -> Result<Outcome, Error> {
    let _target = target::find(&args.lesson, &args.args, options)?;
    Ok(Outcome::Done)
}
