//! `loopscope list`: which lessons there are.

use std::io::{self, Write};

use serde::Serialize;

use super::{Error, Io, Options, Outcome};
use crate::{
    lesson::{Document, Lesson, library, myth, track},
    text::Lang,
};

/// List the lessons by track, with what they teach
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write JSON, for scripts
    #[arg(long)]
    json: bool,

    /// Only lessons that teach this concept or misconception
    #[arg(long, value_name = "ID")]
    teaches: Option<String>,

    /// List the misconceptions by id, with the lessons that answer them
    #[arg(long, conflicts_with_all = ["json", "teaches"])]
    myths: bool,
}

/// Writes the list; fails if `--teaches` finds nothing.
pub(super) fn run(args: &Args, options: &Options, io: &mut Io<'_>) -> Result<Outcome, Error> {
    let mut lessons = library::all()?;
    if let Some(id) = &args.teaches {
        let known: Vec<_> = lessons.iter().flat_map(|it| it.teaches.clone()).collect();
        lessons.retain(|lesson| lesson.answers(id));
        if lessons.is_empty() {
            return Err(Error::untaught(id, &known));
        }
    }
    if args.myths {
        myths(&lessons, options.lang(), io.out)?;
        return Ok(Outcome::Done);
    }
    track::sort(&mut lessons);
    if args.json {
        json(&lessons, options.lang(), io.out)?;
    } else {
        text(&lessons, options.lang(), io.out)?;
    }
    Ok(Outcome::Done)
}

/// One lesson a line under the title of its track.
fn text(lessons: &[Lesson], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let width = lessons.iter().map(|it| it.name.len()).max().unwrap_or(0);
    let mut track = None;
    for lesson in lessons {
        if track != Some(&lesson.track) {
            if track.is_some() {
                writeln!(out)?;
            }
            writeln!(out, "{}", track::title(&lesson.track, lang))?;
            track = Some(&lesson.track);
        }
        let Lesson { name, level, teaches, .. } = lesson;
        writeln!(out, "  {name:width$}  {level}  {}", lesson.title.get(lang))?;
        if !teaches.is_empty() {
            writeln!(out, "      {}", teaches.join(", "))?;
        }
    }
    Ok(())
}

/// One misconception a line, under it the names of the lessons that answer it.
fn myths(lessons: &[Lesson], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for id in myth::ids() {
        writeln!(out, "{id}  {}", myth::belief(id, lang).unwrap_or_default())?;
        let names = lessons.iter().filter(|it| it.answers(id)).map(|it| it.name.as_str());
        writeln!(out, "     {}", names.collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

/// A lesson as scripts see it.
#[derive(Serialize)]
struct Item<'a> {
    name: &'a str,
    track: &'a str,
    level: u8,
    source: Option<&'static str>,
    title: &'a str,
    goal: Option<&'a str>,
    runtime: &'static str,
    teaches: &'a [String],
    needs: &'a [String],
    next: &'a [String],
    questions: usize,
}

fn json(lessons: &[Lesson], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let items: Vec<_> = lessons
        .iter()
        .map(|it| Item {
            name: &it.name,
            track: &it.track,
            level: it.level,
            source: it.source.map(Document::name),
            title: it.title.get(lang),
            goal: it.goal.as_ref().map(|goal| goal.get(lang)),
            runtime: it.runtime.name(),
            teaches: &it.teaches,
            needs: &it.needs,
            next: &it.next,
            questions: it.ask.len(),
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &items)?;
    writeln!(out)
}
