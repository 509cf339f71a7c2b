//! `loopscope verify`: whether lessons keep their word.

mod junit;
mod node;

use std::{
    borrow::Cow,
    fs,
    io::{self, Write},
    num::NonZeroUsize,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use self::{
    junit::Case,
    node::{Node, Tried},
};
use super::{Error, Io, Options, Outcome, target::Target};
use crate::{
    lesson::{Lesson, Part, library},
    runner::Recording,
    text::{self, Lang, visible},
    trace::{Runtime, Stop},
    verify::{Compared, Failure, check, compare},
};

/// Check every claim of lessons against what their programs do
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lessons, lesson files, or folders of them; all shipped lessons if none is named
    #[arg(value_name = "PATH")]
    paths: Vec<String>,

    /// Also run the programs on a real Node, several times each; without BIN, on `node`
    ///
    /// This runs the lessons' programs with all the rights that you have: only for lessons that
    /// you trust.
    #[arg(long, value_name = "BIN", num_args = 0..=1, default_missing_value = "node")]
    node: Option<String>,

    /// Also write a report for continuous integration (XML as `junit` writes it)
    #[arg(long, value_name = "OUT")]
    junit: Option<String>,
}

/// One lesson under one runtime.
struct Run {
    /// Index of the lesson.
    lesson: usize,
    target: Target,
}

/// What came of it.
#[derive(PartialEq)]
struct Verdict {
    failures: Vec<Failure>,
    stop: Option<Stop>,
}

/// Records every lesson under every runtime it makes claims for, and reports lesson by lesson.
pub(super) fn run(args: &Args, options: &Options, io: &mut Io<'_>) -> Result<Outcome, Error> {
    let lessons = lessons(&args.paths)?;
    let node = args.node.as_deref().map(|path| find_node(path, options)).transpose()?;
    let runs: Vec<Run> = lessons.iter().enumerate().flat_map(|it| runs(it, options)).collect();
    let verdicts = verdicts(&runs, options);
    let mut verdicts = runs.iter().zip(verdicts).peekable();
    let mut cases = Vec::new();
    let mut failed = 0;
    for (index, lesson) in lessons.iter().enumerate() {
        let mut report = Vec::new();
        while let Some((run, verdict)) = verdicts.next_if(|(run, _)| run.lesson == index) {
            report.push((run.target.job.runtime, verdict?));
        }
        failed += usize::from(!tell(lesson, &report, options, io.out)?);
        for (runtime, verdict) in &report {
            let told = verdict.told(lesson)?;
            let outcome = told.map_or(junit::Outcome::Held, junit::Outcome::Failed);
            let (lesson, on) = (lesson.name.clone(), runtime.name().to_owned());
            cases.push(Case { lesson, on, outcome });
        }
    }
    let (count, s) = (lessons.len(), if lessons.len() == 1 { "" } else { "s" });
    writeln!(io.out, "{count} lesson{s} verified, {failed} failed")?;
    if let Some(node) = node {
        failed += on_node(&node, &lessons, &mut cases, io.out)?;
    }
    if let Some(path) = &args.junit {
        let create = |source| Error::Create { path: path.clone(), source, help: None };
        let mut file = io::BufWriter::new(fs::File::create(path).map_err(create)?);
        junit::write(&cases, &mut file)?;
        file.flush()?;
    }
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Failed })
}

/// The Node to ask, if it is the one that the user's options ask for.
fn find_node(path: &str, options: &Options) -> Result<Node, Error> {
    let node = Node::find(path)?;
    match options.runtime.filter(|wanted| *wanted != node.runtime) {
        None => Ok(node),
        Some(wanted) => {
            let (path, version) = (path.to_owned(), node.version);
            Err(Error::OtherNode { path, version, wanted: wanted.name() })
        }
    }
}

/// Holds the lessons against a real Node, each told of as it is done; how many failed.
fn on_node(
    node: &Node,
    lessons: &[Lesson],
    cases: &mut Vec<Case>,
    out: &mut dyn Write,
) -> Result<usize, Error> {
    let (mut tried, mut failed) = (0, 0);
    writeln!(out, "on Node {}, {} runs each:", node.version, node::RUNS)?;
    for lesson in lessons {
        let name = visible(&lesson.name);
        tried += 1;
        let outcome = match node.try_lesson(lesson)? {
            Tried::Held => {
                writeln!(out, "ok    {name}")?;
                junit::Outcome::Held
            }
            Tried::PassedOver(why) => {
                tried -= 1;
                writeln!(out, "skip  {name}: {}", visible(&why))?;
                junit::Outcome::PassedOver(why)
            }
            Tried::Failed(failures) => {
                let told = Verdict { failures, stop: None }.told(lesson)?.unwrap_or_default();
                write!(out, "FAIL  {name}\n{told}")?;
                junit::Outcome::Failed(told)
            }
            Tried::Endless => {
                let told = "    it does not come to an end\n".to_owned();
                write!(out, "FAIL  {name}\n{told}")?;
                junit::Outcome::Failed(told)
            }
        };
        out.flush()?;
        failed += usize::from(matches!(outcome, junit::Outcome::Failed(_)));
        cases.push(Case { lesson: lesson.name.clone(), on: node.version.clone(), outcome });
    }
    let (s, passed) = (if tried == 1 { "" } else { "s" }, lessons.len() - tried);
    writeln!(out, "{tried} lesson{s} run on Node, {failed} failed, {passed} passed over")?;
    Ok(failed)
}

/// The lessons that the paths name.
fn lessons(paths: &[String]) -> Result<Vec<Lesson>, Error> {
    if paths.is_empty() {
        return Ok(library::all()?);
    }
    let mut lessons = Vec::new();
    for path in paths {
        if !Path::new(path).is_dir() {
            lessons.push(library::find(path)?);
            continue;
        }
        let before = lessons.len();
        for file in files(path).map_err(|source| Error::Folder { path: path.clone(), source })? {
            lessons.push(library::load(&file)?);
        }
        if lessons.len() == before {
            return Err(Error::NoLessons { path: path.clone() });
        }
    }
    Ok(lessons)
}

/// The lesson files of a folder, by name.
fn files(folder: &str) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if library::stem(&path).is_some() {
            files.push(path.display().to_string());
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// A run for each runtime that `lesson` makes claims for, and for its own; if the user asked for
/// one, only for that.
fn runs((index, lesson): (usize, &Lesson), options: &Options) -> Vec<Run> {
    let claimed = |it: &Runtime| *it == lesson.runtime || lesson.expectation(*it).is_some();
    let wanted = |it: &Runtime| claimed(it) && options.runtime.is_none_or(|only| only == *it);
    let run = |runtime| {
        let mut options = options.clone();
        options.runtime = Some(runtime);
        Run { lesson: index, target: Target::new(lesson.clone(), &[], &options) }
    };
    Runtime::ALL.into_iter().filter(wanted).map(run).collect()
}

/// Records the runs, several at a time; the verdicts come in the order of the runs.
fn verdicts(runs: &[Run], options: &Options) -> Vec<Result<Verdict, Error>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(run) = runs.get(index) else { return done };
            done.push((index, verdict(run, options)));
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(runs.len());
    let mut verdicts: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        // A worker that panics takes its verdicts with it; let that be seen.
        let join = |worker: thread::ScopedJoinHandle<'_, _>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().flat_map(join).collect()
    });
    verdicts.sort_by_key(|(index, _)| *index);
    verdicts.into_iter().map(|(_, verdict)| verdict).collect()
}

fn verdict(run: &Run, options: &Options) -> Result<Verdict, Error> {
    let Recording { trace, stop } = run.target.record(options)?;
    let failures = check(&run.target.lesson, run.target.job.runtime, &trace);
    Ok(Verdict { failures, stop })
}

/// Reports one lesson; whether all it claims holds.
fn tell(
    lesson: &Lesson,
    report: &[(Runtime, Verdict)],
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let name = visible(&lesson.name);
    let holds = |verdict: &Verdict| verdict.failures.is_empty() && verdict.stop.is_none();
    let good: Vec<_> = report
        .iter()
        .filter(|(_, verdict)| holds(verdict))
        .map(|(runtime, _)| runtime.name())
        .collect();
    if let (Some(wanted), []) = (options.runtime, report) {
        writeln!(out, "skip  {name}: claims nothing for {wanted}")?;
        return Ok(true);
    }
    if good.len() == report.len() {
        writeln!(out, "ok    {name}  ({})", good.join(" "))?;
        return Ok(true);
    }
    writeln!(out, "FAIL  {name}")?;
    // Runtimes that fail alike are told together.
    let mut told: Vec<(Vec<&str>, &Verdict)> = Vec::new();
    for (runtime, verdict) in report.iter().filter(|(_, verdict)| !holds(verdict)) {
        match told.iter_mut().find(|(_, same)| *same == verdict) {
            Some((runtimes, _)) => runtimes.push(runtime.name()),
            None => told.push((vec![runtime.name()], verdict)),
        }
    }
    for (runtimes, verdict) in told {
        writeln!(out, "  {}", runtimes.join(" "))?;
        write!(out, "{}", verdict.told(lesson)?.unwrap_or_default())?;
    }
    Ok(false)
}

impl Verdict {
    /// What is wrong, in lines; none if nothing is.
    fn told(&self, lesson: &Lesson) -> io::Result<Option<String>> {
        let mut out = Vec::new();
        for failure in &self.failures {
            writeln!(out, "    {}", place(lesson, failure))?;
            detail(failure, &mut out)?;
        }
        if let Some(stop) = &self.stop {
            writeln!(out, "    {}", text::stop(stop, Lang::En))?;
        }
        let text = String::from_utf8_lossy(&out).into_owned();
        Ok(Some(text).filter(|text| !text.is_empty()))
    }
}

/// What failed, and where the lesson claims it.
fn place(lesson: &Lesson, failure: &Failure) -> String {
    let (what, part) = match failure {
        Failure::Stdout { expectation, .. } => {
            ("standard output is another".into(), Part::Expectation(*expectation))
        }
        Failure::Stderr { expectation, .. } => {
            ("standard error lacks a text".into(), Part::Expectation(*expectation))
        }
        Failure::Exit { expectation, .. } => {
            ("the exit code is another".into(), Part::Expectation(*expectation))
        }
        Failure::Real { expectation, .. } => {
            ("`real` does not fit the output".into(), Part::Expectation(*expectation))
        }
        Failure::Note { note } => ("the moment of a note never comes".into(), Part::Note(*note)),
        Failure::Ask { ask, why } => (why.sentence(), Part::Ask(*ask)),
        Failure::Help { ask, option } => {
            let what = format!("option {} is wrong and has no `help`", option + 1);
            (what.into(), Part::Ask(*ask))
        }
        Failure::Language { part, missing } => {
            (format!("a text is missing in `{}`", missing.name()).into(), *part)
        }
        Failure::Title { lang, width } => {
            let what = format!("the title ({}) is {width} columns wide, 50 are free", lang.name());
            (what.into(), Part::Title)
        }
    };
    let what: Cow<'_, str> = what;
    let (what, path) = (visible(&what), visible(&lesson.origin.path));
    let line = lesson.origin.line_of(part);
    line.map_or_else(|| format!("{what} ({path})"), |line| format!("{what} ({path}:{line})"))
}

/// Expected against actual.
fn detail(failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
    match failure {
        Failure::Stdout { expected, actual, .. }
        | Failure::Real { pattern: expected, actual, .. } => {
            writeln!(out, "      - expected  + actual")?;
            for line in compare(expected, actual) {
                match line {
                    Compared::Same(line) => writeln!(out, "        {}", visible(&line))?,
                    Compared::Missing(line) => writeln!(out, "      - {}", visible(&line))?,
                    Compared::Extra(line) => writeln!(out, "      + {}", visible(&line))?,
                }
            }
        }
        Failure::Stderr { missing, actual, .. } => {
            writeln!(out, "      - {}", visible(missing))?;
            for line in actual {
                writeln!(out, "        {}", visible(line))?;
            }
        }
        Failure::Exit { expected, actual, .. } => {
            writeln!(out, "      - {expected}")?;
            match actual {
                Some(code) => writeln!(out, "      + {code}")?,
                None => writeln!(out, "      + none: the program did not end")?,
            }
        }
        Failure::Note { .. }
        | Failure::Ask { .. }
        | Failure::Help { .. }
        | Failure::Language { .. }
        | Failure::Title { .. } => {}
    }
    Ok(())
}
