//! `loopscope run`: what the program prints, and nothing else.

use std::{io, ops::ControlFlow};

use super::{Error, Io, Options, Outcome, target};
use crate::{
    machine, text,
    trace::{Fact, Stream, Trace},
};

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

/// Writes what the program writes, where it writes it and when it writes it.
pub(super) fn run(args: &Args, options: &Options, io: &mut Io<'_>) -> Result<Outcome, Error> {
    let mut target = target::find(&args.lesson, &args.args, options)?;
    target.job.max_steps = options.max_steps_unseen();
    let mut written = Ok(());
    let recorded = target.record_with(options, &mut |trace, facts| {
        written = write(trace, facts, io);
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let recording = match recorded {
        Err(Error::Program(error)) => {
            let report = machine::report_unparsed(&error, target.job.runtime);
            let report = report.ok_or(Error::Program(error))?;
            write!(io.err, "{report}")?;
            return Ok(Outcome::Program(1));
        }
        recorded => recorded?,
    };
    written?;
    if let Some(stop) = recording.stop {
        writeln!(io.err, "loopscope: {}", text::stop(&stop, options.lang()))?;
        return Ok(Outcome::Limit);
    }
    Ok(Outcome::Program(exit_code(recording.trace.facts())))
}

/// Writes what the program wrote in these facts, bytes as they are, and lets it be seen.
fn write(trace: &Trace, facts: &[Fact], io: &mut Io<'_>) -> io::Result<()> {
    for fact in facts {
        if let Fact::ConsoleWrote { stream, text } = fact {
            let bytes = trace.text(*text).as_bytes();
            match stream {
                Stream::Stdout => io.out.write_all(bytes)?,
                Stream::Stderr => {
                    // Where both go to one terminal, what was written first is seen first.
                    io.out.flush()?;
                    io.err.write_all(bytes)?;
                }
            }
        }
    }
    io.out.flush()?;
    io.err.flush()
}

/// The exit code of the program as the operating system passes it on: its lowest eight bits.
fn exit_code(facts: &[Fact]) -> u8 {
    match facts.last() {
        Some(Fact::Exited { code }) => code.to_le_bytes()[0],
        Some(_) | None => 0,
    }
}
