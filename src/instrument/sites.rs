//! The places markers speak of.

use oxc_span::Span;

use super::lines::{Lines, narrow};
use crate::trace::{FileId, Position, Site, SiteId, SiteKind, TextId};

/// A [`Site`] whose name is no text of a trace yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSite {
    pub kind: SiteKind,
    pub start: Position,
    pub end: Position,
    /// The function whose body it stands in; a function's own site names itself.
    pub function: SiteId,
    /// What [`Site::name`] describes.
    pub name: String,
}

impl NamedSite {
    /// The record of it, in `file`, once its name is a text of the trace.
    pub fn named(&self, file: FileId, name: TextId) -> Site {
        let Self { kind, start, end, function, name: _ } = *self;
        Site { file, kind, start, end, function, name }
    }
}

/// Gives sites their ids.
#[derive(Debug)]
pub(super) struct Sites {
    lines: Lines,
    first: u32,
    list: Vec<NamedSite>,
}

impl Sites {
    /// A table whose first site has the id `first + 1`.
    pub(super) fn new(lines: Lines, first: u32) -> Self {
        Self { lines, first, list: Vec::new() }
    }

    /// Adds a site in `function`, or one that is a function itself.
    pub(super) fn add(
        &mut self,
        kind: SiteKind,
        span: Span,
        function: Option<SiteId>,
        name: String,
    ) -> SiteId {
        let id = SiteId(self.first + narrow(self.list.len()) + 1);
        self.list.push(NamedSite {
            kind,
            start: self.lines.position(span.start),
            end: self.lines.position(span.end),
            function: function.unwrap_or(id),
            name,
        });
        id
    }

    pub(super) fn finish(self) -> (Lines, Vec<NamedSite>) {
        (self.lines, self.list)
    }
}
