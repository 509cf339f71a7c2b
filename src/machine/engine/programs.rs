//! Program files as the machine holds them: instrumented, with their sites recorded.

use std::rc::Rc;

use boa_engine::{Context, JsError, JsResult, JsValue, Script, Source};

use super::{errors, host::Host, modules::reshaping};
use crate::{
    instrument::{self, Goal, Reads},
    machine::profile::AwaitRule,
    trace::{File, FileId, Omitted, Site, SiteId},
};

/// A program file, ready to run.
pub(crate) struct Program {
    pub(crate) path: String,
    text: String,
    pub(crate) goal: Goal,
    pub(crate) instrumented: instrument::Program,
    site: SiteId,
}

impl Program {
    /// A line of the learner's text, counted from 1.
    pub(crate) fn line(&self, line: u32) -> Option<&str> {
        self.text.lines().nth((line as usize).checked_sub(1)?)
    }

    /// The learner's text, if the file is at `path`.
    pub(crate) fn text_of(&self, path: &str) -> Option<String> {
        (self.path == path).then(|| self.text.clone())
    }

    /// The site of the file's top level.
    pub(crate) fn site(&self) -> SiteId {
        self.site
    }
}

/// Evaluates a script.
///
/// # Errors
/// What it throws; or, if the engine cannot parse it although it is JavaScript, that it cannot.
pub(crate) fn evaluate(program: &Program, context: &mut Context) -> JsResult<JsValue> {
    let code = program.instrumented.code.as_bytes();
    let source = Source::from_reader(code, Some(program.path.as_ref()));
    match Script::parse(source, None, context) {
        Ok(script) => script.evaluate(context),
        Err(error) => Err(not_followed(program, &error, context)),
    }
}

/// What a program gets of a file that the engine's parser cannot follow.
pub(crate) fn not_followed(program: &Program, error: &JsError, context: &mut Context) -> JsError {
    let words = error.as_native().map(|error| error.message().to_string()).unwrap_or_default();
    let (words, place) = words.rsplit_once(" at line ").unwrap_or((&words, ""));
    let place = place.split_once(", col ").and_then(|(line, column)| {
        Some(program.instrumented.to_source(line.parse().ok()?, column.parse().ok()?))
    });
    let place = place.map_or_else(String::new, |it| format!(":{}:{}", it.line, it.column));
    let message =
        format!("The engine of this simulation cannot parse {}{place}: {words}", program.path);
    errors::with_code(&message, "ERR_UNSUPPORTED_HERE", context)
}

/// Instruments a file and records its text and sites.
pub(crate) fn prepare(
    host: &Rc<Host>,
    path: &str,
    text: &str,
    goal: Goal,
) -> Result<Rc<Program>, Box<instrument::Error>> {
    let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    let first_site = count(host.sites.borrow().len());
    let file = FileId(count(host.programs.borrow().len() + 1));
    let reads = *host.reads.get_or_init(|| reshaping::reads(host, path, text));
    if reads == Reads::Remembered && instrument::may_reshape(text) {
        // No text named this file, and what has run reads as it did.
        host.omit(Omitted::LostProperties);
    }
    let source = instrument::Source {
        path,
        text,
        goal,
        runtime: host.profile.runtime,
        file,
        first_site,
        legacy_await: host.profile.await_rule == AwaitRule::NewPromise,
        wraps_for_await: !host.profile.closes_sync_iterators,
        reads,
        variables: host.variables.is_wanted(),
    };
    let instrumented = instrument::instrument(&source).map_err(Box::new)?;
    let mut recorder = host.recorder.borrow_mut();
    recorder.file(File { path: path.to_owned(), text: text.to_owned() });
    let mut sites = host.sites.borrow_mut();
    for named in &instrumented.sites {
        let site = Site {
            file,
            kind: named.kind,
            start: named.start,
            end: named.end,
            function: named.function,
            name: recorder.text(&named.name),
        };
        recorder.site(site);
        sites.push(site);
    }
    host.variables.add(&instrumented, &mut recorder);
    drop((recorder, sites));
    let program = Rc::new(Program {
        path: path.to_owned(),
        text: text.to_owned(),
        goal,
        instrumented,
        site: SiteId(first_site + 1),
    });
    host.programs.borrow_mut().push(Rc::clone(&program));
    Ok(program)
}
