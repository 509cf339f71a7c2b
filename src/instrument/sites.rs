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
    /// With [`Source::variables`](super::Source::variables): what its marker tells of
    /// variables, in the order of its arguments; none if it tells nothing.
    pub visible: Option<Box<[Visible]>>,
}

/// A variable that can be seen from a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visible {
    /// Which of the file's variables, counted from 0.
    pub variable: u32,
    /// The marker is given it; else it is not initialised there.
    pub is_read: bool,
}

/// A variable of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedVariable {
    pub name: String,
    /// The function (or file) that declares it.
    pub function: SiteId,
    pub declared: Position,
}

impl NamedSite {
    /// The record of it, in `file`, once its name is a text of the trace.
    pub fn named(&self, file: FileId, name: TextId) -> Site {
        let Self { kind, start, end, function, name: _, visible: _ } = *self;
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
            visible: None,
        });
        id
    }

    /// What the marker of a site of this file tells of variables.
    pub(super) fn see(&mut self, site: SiteId, visible: Box<[Visible]>) {
        let index = site.0.checked_sub(self.first + 1);
        if let Some(named) = index.and_then(|index| self.list.get_mut(index as usize)) {
            named.visible = Some(visible);
        }
    }

    pub(super) fn position(&self, offset: u32) -> Position {
        self.lines.position(offset)
    }

    pub(super) fn finish(self) -> (Lines, Vec<NamedSite>) {
        (self.lines, self.list)
    }
}
