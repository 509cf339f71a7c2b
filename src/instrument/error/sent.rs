//! An [`Error`] as it is sent from process to process.

use std::sync::Arc;

use miette::{LabeledSpan, NamedSource};
use serde::{Deserialize, Serialize};

use super::{Error, Reason, Said};
use crate::{instrument::Goal, trace::Position};

/// What makes up an [`Error`], as plain data.
#[derive(Serialize, Deserialize)]
pub(super) struct Sent {
    reason: Reason,
    goal: Goal,
    message: String,
    position: Position,
    help: Option<String>,
    path: String,
    text: String,
    start: usize,
    len: usize,
    label: String,
    said: Option<Box<Said>>,
    /// Label, start and length of each.
    others: Vec<(Option<String>, usize, usize)>,
}

impl From<Error> for Sent {
    fn from(error: Error) -> Self {
        Self {
            reason: error.reason,
            goal: error.goal,
            message: error.message,
            position: error.position,
            help: error.help.map(String::from),
            path: error.program.name().to_owned(),
            text: error.program.inner().clone(),
            start: error.span.offset(),
            len: error.span.len(),
            label: error.label.into(),
            said: error.said,
            others: error
                .others
                .iter()
                .map(|other| (other.label().map(str::to_owned), other.offset(), other.len()))
                .collect(),
        }
    }
}

impl From<Sent> for Error {
    fn from(sent: Sent) -> Self {
        Self {
            reason: sent.reason,
            goal: sent.goal,
            message: sent.message,
            position: sent.position,
            help: sent.help.map(Box::from),
            program: Arc::new(NamedSource::new(sent.path, sent.text)),
            span: (sent.start, sent.len).into(),
            label: sent.label.into(),
            said: sent.said,
            others: sent
                .others
                .into_iter()
                .map(|(label, start, len)| LabeledSpan::new(label, start, len))
                .collect(),
        }
    }
}
