//! Why a program cannot be run at all.

mod context;
mod said;
mod sent;
mod table;

use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceSpan};
use oxc_diagnostics::{LabeledSpan as OxcLabel, OxcDiagnostic, Severity};
use oxc_span::Span;
use serde::{Deserialize, Serialize};

pub use self::said::Said;
use self::sent::Sent;
use super::{
    Goal, Source,
    lines::{Lines, Unit},
};
use crate::trace::Position;

/// A program that is no JavaScript, or JavaScript that cannot be run faithfully.
#[derive(Clone, Debug, thiserror::Error, Diagnostic, Serialize, Deserialize)]
#[serde(from = "Sent", into = "Sent")]
#[error("{message}")]
pub struct Error {
    pub reason: Reason,
    /// What the file was taken for.
    pub goal: Goal,
    /// V8's words where they are known, else one sentence without its full stop.
    pub message: String,
    /// Where in the program; the label below begins here.
    pub position: Position,
    /// What to do about it, where something can be said.
    #[help]
    pub help: Option<Box<str>>,
    #[source_code]
    program: Arc<NamedSource<String>>,
    #[label("{label}")]
    span: SourceSpan,
    label: Box<str>,
    /// Other places that have to do with it.
    #[label(collection, "here")]
    others: Box<[LabeledSpan]>,
    /// What V8 says, where that is known.
    said: Option<Box<Said>>,
}

/// What kind of trouble an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// Node refuses the program too.
    Syntax,
    /// Brackets or expressions nest deeper than the engine's parser can follow.
    Nesting,
    /// Node (at least its newest version) runs it, this program cannot.
    Unsupported,
}

impl Error {
    pub(super) fn new(source: &Source<'_>, reason: Reason, message: String, span: Span) -> Self {
        let len = source.text.len();
        let start = (span.start as usize).min(len);
        let end = (span.end as usize).clamp(start, len);
        Self {
            reason,
            goal: source.goal,
            message,
            position: Lines::new(source.text, Unit::Utf16).position(span.start),
            help: None,
            program: Arc::new(NamedSource::new(source.path, source.text.to_owned())),
            span: (start, end - start).into(),
            label: "here".into(),
            others: Box::default(),
            said: None,
        }
    }

    /// An error in V8's own words, at V8's place.
    pub(super) fn v8(source: &Source<'_>, message: String, span: Span) -> Self {
        let mut error = Self::new(source, Reason::Syntax, message.clone(), span);
        let Span { start, end, .. } = span;
        error.said = Some(Box::new(Said { message, is_reference: false, at: Some((start, end)) }));
        error
    }

    /// The path and text of the file.
    pub fn file(&self) -> (&str, &str) {
        (self.program.name(), self.program.inner())
    }

    /// What V8 says of the program.
    pub fn said(&self) -> Option<&Said> {
        self.said.as_deref()
    }

    pub(super) fn with_help(mut self, help: &str) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The first error among the parser's diagnostics. Of several places the last one is the
    /// error's: where something is declared again, or where a bracket should have been closed.
    pub(super) fn first(source: &Source<'_>, diagnostics: &[OxcDiagnostic]) -> Option<Self> {
        let first = diagnostics.iter().find(|found| found.severity == Severity::Error)?;
        let mut labels: Vec<_> = first.labels.iter().collect();
        labels.sort_by_key(|label| label.offset());
        let last = labels.pop();
        let span = last.map_or(Span::new(0, 0), OxcLabel::span);
        let mut error = Self::new(source, Reason::Syntax, first.message.to_string(), span);
        if let Some(label) = last.and_then(OxcLabel::label) {
            error.label = label.into();
        }
        error.help = first.help.as_deref().map(Box::from);
        error.others = labels
            .iter()
            .map(|other| {
                let (label, span) = (other.label().map(str::to_owned), other.span());
                LabeledSpan::new(label, span.start as usize, span.size() as usize)
            })
            .collect();
        error.said = said::said(source, first).map(Box::new);
        if let Some(said) = &error.said {
            // V8's words are short; the parser's may say more.
            let parsers = std::mem::replace(&mut error.message, said.message.clone());
            if !error.message.starts_with(&parsers.replace('`', "'")) {
                error.help.get_or_insert_with(|| parsers.into());
            }
        }
        Some(error)
    }
}
