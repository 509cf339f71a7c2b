//! The command line: what was typed, which command runs, how the process ends.
//!
//! Each command is a file with `Args` and `run`. Nothing here prints: a command writes to
//! the [`Io`] it is given, and [`Error`]s are shown once, by `main`.

mod completions;
mod demo;
mod explain;
mod home;
mod list;
mod new;
mod options;
mod play;
mod render;
mod run;
mod session;
mod target;
mod verify;
mod watch;

use std::io::{self, IsTerminal as _, Write};

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::{
    instrument,
    lesson::{self, nearest},
    runner, tui,
};

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
    Demo(demo::Args),
    Run(run::Args),
    Render(render::Args),
    List(list::Args),
    Verify(verify::Args),
    New(new::Args),
    Completions(completions::Args),
    /// Write the manual page
    Man,
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
    /// The system ended it, by this signal.
    Signal(i32),
}

impl Outcome {
    /// The exit code of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Limit => 3,
            Self::Program(code) => code,
            // As shells tell it.
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum Error {
    #[error(transparent)]
    #[diagnostic(transparent)]
    Lesson(#[from] lesson::Error),
    /// The program cannot be run.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Program(Box<instrument::Error>),
    /// The same, for a program that is part of a lesson file.
    #[error(transparent)]
    #[diagnostic(transparent)]
    InLesson(Box<target::InLesson>),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Runner(runner::Error),
    #[error("no lesson teaches `{id}`")]
    Untaught {
        id: String,
        #[help]
        help: String,
    },
    #[error("cannot read the folder `{path}`")]
    Folder { path: String, source: io::Error },
    #[error("the folder `{path}` holds no lesson")]
    #[diagnostic(help("lesson files end in .yaml; `loopscope new NAME` writes one"))]
    NoLessons { path: String },
    #[error("cannot create `{path}`")]
    Create {
        path: String,
        source: io::Error,
        #[help]
        help: Option<String>,
    },
    #[error("there is no Node at `{path}`")]
    #[diagnostic(help(
        "name the binary: `--node PATH`; lessons to verify stand before it: `verify LESSON --node`"
    ))]
    NoNode { path: String, source: io::Error },
    #[error("`{path}` is Node {version}, whose rules are not here")]
    #[diagnostic(help("those of these are: {known}"))]
    UnknownNode { path: String, version: String, known: String },
    #[error("`{path}` is {version}, and `--runtime` asks for {wanted}")]
    #[diagnostic(help("what a Node prints is held against what is claimed for its own version"))]
    OtherNode { path: String, version: String, wanted: &'static str },
    #[error("a lesson cannot be run on `{path}`")]
    RunNode { path: String, source: io::Error },
    #[error("cannot write the output")]
    Output(#[from] io::Error),
    #[error("play needs a terminal")]
    #[diagnostic(help("`loopscope run` and `loopscope render` write to files and pipes"))]
    NoTerminal,
    #[error(transparent)]
    #[diagnostic(transparent)]
    Config(Box<tui::config::ConfigError>),
    #[error("cannot read the configuration `{path}`")]
    UnreadableConfig { path: String, source: io::Error },
    #[error("`{name}` cannot be watched: it is no file")]
    #[diagnostic(help("name a program file or a lesson file"))]
    NothingToWatch { name: String },
    #[error("`{path}` cannot be watched")]
    Unwatchable { path: String, source: notify::Error },
    #[error("this is a fault of loopscope")]
    Panicked {
        #[help]
        help: String,
    },
    #[error("the terminal cannot be used")]
    Terminal(#[source] io::Error),
}

impl Error {
    /// That no lesson teaches `id`, with the nearest that some lesson does teach.
    fn untaught(id: &str, known: &[String]) -> Self {
        let help = match nearest(id, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`loopscope list` shows what each lesson teaches".to_owned(),
        };
        Self::Untaught { id: id.to_owned(), help }
    }

    /// The exit code of the process.
    pub fn code(&self) -> u8 {
        2
    }

    /// Whether nobody listens any more, so that there is nothing to say.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Runs the command that was typed.
///
/// # Errors
/// An [`Error`] to be shown to the user.
pub fn run(cli: &Cli, io: &mut Io<'_>) -> Result<Outcome, Error> {
    match &cli.command {
        None if io::stdout().is_terminal() => play::run(&play::Args::default(), &cli.options, io),
        None => {
            write!(io.out, "{}", Cli::command().render_help())?;
            Ok(Outcome::Done)
        }
        Some(Command::Play(args)) => play::run(args, &cli.options, io),
        Some(Command::Demo(args)) => demo::run(args, &cli.options, io),
        Some(Command::Run(args)) => run::run(args, &cli.options, io),
        Some(Command::Render(args)) => render::run(args, &cli.options, io),
        Some(Command::List(args)) => list::run(args, &cli.options, io),
        Some(Command::Verify(args)) => verify::run(args, &cli.options, io),
        Some(Command::New(args)) => new::run(args, io),
        Some(Command::Completions(args)) => completions::run(args, io),
        Some(Command::Man) => completions::man(io),
        Some(Command::Record) => runner::serve().map(|()| Outcome::Done).map_err(Error::Runner),
    }
}

/// The words for `error`, in the style that the options ask of standard error.
pub fn explain(cli: &Cli, error: &Error) -> String {
    let color = cli.options.color.applies(io::stderr().is_terminal());
    explain::explain(error, explain::Style { color, ascii: cli.options.ascii })
}
