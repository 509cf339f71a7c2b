//! From what the user named to what the machine runs.

use super::{Error, Options};
use crate::{
    lesson::{Lesson, library},
    machine::Job,
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
    let lesson = library::find(name)?;
    let job = job(&lesson, args, options);
    Ok(Target { lesson, job })
}

/// The job that runs `lesson` under the user's options.
pub(super) fn job(lesson: &Lesson, args: &[String], options: &Options) -> Job {
    let mut world = lesson.world.clone();
    if let Some(seed) = options.seed {
        world.seed = seed;
    }
    Job {
        name: lesson.name.clone(),
        path: lesson.program.path.clone(),
        text: lesson.program.text.clone(),
        runtime: options.runtime.unwrap_or(lesson.runtime),
        world,
        args: args.to_vec(),
        max_steps: options.max_steps,
        choices: Vec::new(),
    }
}
