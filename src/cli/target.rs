//! From what the user named to what was recorded.

use std::ops::ControlFlow;

use miette::{Diagnostic as _, NamedSource, SourceSpan};

use super::{Error, Options};
use crate::{
    instrument,
    lesson::{Lesson, library},
    machine::Job,
    runner::{self, Recording},
    trace::{Fact, Trace},
};

/// What a command works on: the lesson, and the job that records it.
pub(super) struct Target {
    pub(super) lesson: Lesson,
    pub(super) job: Job,
}

/// Finds the lesson or program that `name` means, with the user's options laid over its own.
///
/// # Errors
/// As [`library::find`].
pub(super) fn find(name: &str, args: &[String], options: &Options) -> Result<Target, Error> {
    Ok(Target::new(library::find(name)?, args, options))
}

impl Target {
    /// The job that runs `lesson` under the user's options.
    pub(super) fn new(lesson: Lesson, args: &[String], options: &Options) -> Self {
        let mut world = lesson.world.clone();
        if let Some(seed) = options.seed {
            world.seed = seed;
        }
        let job = Job {
            name: lesson.name.clone(),
            path: lesson.program.path.clone(),
            text: lesson.program.text.clone(),
            runtime: options.runtime.unwrap_or(lesson.runtime),
            world,
            args: args.to_vec(),
            max_steps: options.max_steps(),
            choices: Vec::new(),
            variables: false,
        };
        Self { lesson, job }
    }

    /// With what variables hold told in the recording.
    #[must_use]
    pub(super) fn with_variables(mut self) -> Self {
        self.job.variables = true;
        self
    }

    /// Records the program to its end.
    ///
    /// # Errors
    /// As [`runner::record`]; what is wrong with the program is told where the user wrote it.
    pub(super) fn record(&self, options: &Options) -> Result<Recording, Error> {
        self.record_with(options, &mut |_, _| ControlFlow::Continue(()))
    }

    /// The same, with `on_facts` looking on as [`runner::record`] describes.
    pub(super) fn record_with(
        &self,
        options: &Options,
        on_facts: &mut dyn FnMut(&Trace, &[Fact]) -> ControlFlow<()>,
    ) -> Result<Recording, Error> {
        runner::record(&self.job, &options.limits(), on_facts).map_err(|error| match error {
            runner::Error::Refused(error) => refused(&self.lesson, error),
            runner::Error::Start(_) | runner::Error::Serve(_) | runner::Error::Corrupt(_) => {
                Error::Runner(error)
            }
        })
    }
}

/// What is wrong with a program that is part of a lesson file, at its place in that file.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("{message} (line {line}, column {column} of the program)")]
pub struct InLesson {
    message: String,
    line: u32,
    column: u32,
    #[help]
    help: Option<String>,
    #[source_code]
    text: NamedSource<String>,
    #[label("{label}")]
    span: SourceSpan,
    label: String,
}

/// The refusal of a program, told where its author can mend it.
fn refused(lesson: &Lesson, error: Box<instrument::Error>) -> Error {
    let label = error.labels().and_then(|mut labels| labels.next());
    let (start, end) = label.as_ref().map_or((0, 0), |it| (it.offset(), it.offset() + it.len()));
    let (Some(start), Some(end)) = (lesson.place(start), lesson.place(end)) else {
        // The program is a file of its own, and the error points into it already.
        return Error::Program(error);
    };
    let (path, yaml) = (&lesson.origin.path, lesson.origin.text.clone());
    Error::InLesson(Box::new(InLesson {
        message: error.message.clone(),
        line: error.position.line,
        column: error.position.column,
        help: error.help.clone().map(String::from),
        text: NamedSource::new(path, yaml).with_language("YAML"),
        span: (start, end.saturating_sub(start)).into(),
        label: label.and_then(|it| it.label().map(str::to_owned)).unwrap_or_default(),
    }))
}
