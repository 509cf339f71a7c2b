//! `loopscope render`: a run on paper.

use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::PathBuf,
};

use clap::{ValueEnum, builder::PossibleValue};

use super::{Error, Io, Options, Outcome, target};
use crate::{
    render::{self, Format},
    scene::Film,
    text,
    trace::Step,
};

/// Write what happens in a lesson or program, event by event
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lesson name, program file, or `-` for standard input
    #[arg(value_name = "LESSON|FILE")]
    lesson: String,

    /// What to write
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Stop after step N; as text, draw that one moment
    #[arg(long, value_name = "N")]
    step: Option<u32>,

    /// Also tell what variables hold
    #[arg(long)]
    variables: bool,

    /// Write to this file instead of standard output
    #[arg(short, value_name = "OUT")]
    output: Option<PathBuf>,
}

/// Records, then writes.
pub(super) fn run(args: &Args, options: &Options, io: &mut Io<'_>) -> Result<Outcome, Error> {
    let target = target::find(&args.lesson, &[], options)?;
    let target = if args.variables { target.with_variables() } else { target };
    let recording = target.record(options)?;
    let film = Film::new(recording.trace);
    let how = render::Options {
        format: args.format,
        lang: options.lang(),
        step: args.step.map(|step| Step(step).min(film.end())),
    };
    match &args.output {
        None => render::write(&film, how, &mut io.out)?,
        Some(path) => to_file(&film, how, path).map_err(|source| {
            let path = path.display().to_string();
            Error::Create { path, source, help: None }
        })?,
    }
    let Some(stop) = recording.stop else { return Ok(Outcome::Done) };
    io.out.flush()?;
    writeln!(io.err, "loopscope: {}", text::stop(&stop, options.lang()))?;
    Ok(Outcome::Limit)
}

fn to_file(film: &Film, how: render::Options, path: &PathBuf) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    render::write(film, how, &mut out)?;
    out.flush()
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}
