//! The command line: what was typed, which command runs, how the process ends.
//!
//! Each command is a file with `Args` and `run`. Nothing here prints: a command writes to
//! the [`Io`] it is given, and [`Error`]s are shown once, by `main`.

mod options;
mod play;
mod run;
mod target;

use std::io::{self, IsTerminal as _, Write};

use clap::{CommandFactory as _, Parser, Subcommand};
use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::{lesson, runner};

pub use options::Options;

/// See the JavaScript event loop, step by step, as real Node runs it
#[derive(Debug, Parser)]
#[command(name = "loopscope", version, about, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    options: Options,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Play(play::Args),
    Run(run::Args),
    /// Record the program that standard input describes
    #[command(name = runner::SUBCOMMAND, hide = true)]
    Record,
}

/// Where a command writes.
pub struct Io<'a> {
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
}

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// The program failed, or a claim does not hold.
    Failed,
    /// A limit was reached, after all that was recorded has been shown.
    Limit,
    /// The program's own exit code.
    Program(u8),
}

impl Outcome {
    /// The exit code of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Limit => 3,
            Self::Program(code) => code,
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum Error {
    #[error(transparent)]
    #[diagnostic(transparent)]
    Lesson(#[from] lesson::Error),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Runner(#[from] runner::Error),
    #[error("cannot write the output")]
    Output(#[from] io::Error),
}

impl Error {
    /// The exit code of the process.
    pub fn code(&self) -> u8 {
        match self {
            Self::Lesson(_) | Self::Runner(_) | Self::Output(_) => 2,
        }
    }

    /// Whether nobody listens any more, so that there is nothing to say.
    pub fn is_broken_pipe(&self) -> bool {
        match self {
            Self::Lesson(_) | Self::Runner(_) => false,
            Self::Output(error) => error.kind() == io::ErrorKind::BrokenPipe,
        }
    }
}

/// Runs the command that was typed.
///
/// # Errors
/// An [`Error`] to be shown to the user.
pub fn run(cli: &Cli, io: &mut Io<'_>) -> Result<Outcome, Error> {
    match &cli.command {
        None => {
            write!(io.out, "{}", Cli::command().render_help())?;
            Ok(Outcome::Done)
        }
        Some(Command::Play(args)) => play::run(args, &cli.options, io),
        Some(Command::Run(args)) => run::run(args, &cli.options, io),
        Some(Command::Record) => Ok(runner::serve().map(|()| Outcome::Done)?),
    }
}

/// The words for `error`, in the style that the options ask of standard error.
pub fn explain(cli: &Cli, error: &Error) -> String {
    let color = cli.options.color.applies(io::stderr().is_terminal());
    let theme = match (cli.options.ascii, color) {
        (false, true) => GraphicalTheme::unicode(),
        (false, false) => GraphicalTheme::unicode_nocolor(),
        (true, true) => GraphicalTheme::ascii(),
        (true, false) => GraphicalTheme::none(),
    };
    let mut text = String::new();
    match GraphicalReportHandler::new_themed(theme).render_report(&mut text, error) {
        Ok(()) => text,
        Err(_) => format!("error: {error}\n"),
    }
}
