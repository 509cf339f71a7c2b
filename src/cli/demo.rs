//! `loopscope demo`: lessons that play by themselves, for a class.

use super::{Error, Io, Options, Outcome, session, target::Target};
use crate::{
    lesson::{library, track},
    tui::{Inbox, Start},
};

/// Play lessons one after another, for a class
///
/// Space pauses, > and < change the lesson, + and - the speed, m shows what a speaker may say.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lesson names or files, in this order; without any, all lessons
    #[arg(value_name = "LESSON|FILE")]
    lessons: Vec<String>,

    /// After the last lesson, the first one again
    #[arg(long = "loop")]
    is_endless: bool,

    /// Run through notes and questions instead of waiting at them
    #[arg(long)]
    no_stop: bool,

    #[command(flatten)]
    looks: session::Looks,
}

/// Records the first lesson, then shows one after another until somebody quits.
pub(super) fn run(args: &Args, options: &Options, io: &mut Io<'_>) -> Result<Outcome, Error> {
    session::needs_terminal()?;
    // A name that means nothing is found out now, not in front of the class.
    let lessons = if args.lessons.is_empty() {
        let mut all = library::all()?;
        track::sort(&mut all);
        all
    } else {
        args.lessons.iter().map(|name| library::find(name)).collect::<Result<_, _>>()?
    };
    let names = lessons.iter().map(|lesson| lesson.name.clone()).collect();
    let Some(first) = lessons.into_iter().next() else { return Ok(Outcome::Done) };
    let target = Target::new(first, &[], options).with_variables();
    let recording = target.record(options)?;
    let first = Box::new(session::reel(target, recording, options.lang()));
    let (stops, is_endless) = (!args.no_stop, args.is_endless);
    let start = Start::Demo { names, first, stops, is_endless };
    session::show(start, Inbox::default(), &args.looks, options, io)
}
