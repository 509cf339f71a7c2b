//! The lines at which a run stops.

use crate::{
    scene::Film,
    trace::{Fact, FileId, SiteKind, Step},
};

/// Breakpoints by file and line, and the sites that stand on them.
#[derive(Clone, Debug, Default)]
pub(super) struct Breakpoints {
    /// Lines count from 1; in order.
    lines: Vec<(FileId, u32)>,
    /// Per site of the trace: whether it begins on one of the lines.
    sites: Vec<bool>,
}

impl Breakpoints {
    pub(super) fn lines(&self) -> &[(FileId, u32)] {
        &self.lines
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Sets one, or takes it away; whether it is there now.
    pub(super) fn toggle(&mut self, film: &Film, of: FileId, line: u32) -> bool {
        let is_new = match self.lines.binary_search(&(of, line)) {
            Ok(index) => {
                self.lines.remove(index);
                false
            }
            Err(index) => {
                self.lines.insert(index, (of, line));
                true
            }
        };
        let sites = film.trace().sites();
        let is_on = |file, line| self.lines.binary_search(&(file, line)).is_ok();
        self.sites = sites.iter().map(|site| is_on(site.file, site.start.line)).collect();
        is_new
    }

    /// The next step after `from` at which a line with a breakpoint is reached.
    pub(super) fn next(&self, film: &Film, from: Step) -> Option<Step> {
        if self.is_empty() { None } else { film.next_where(from, |fact| self.stops(fact)) }
    }

    /// The last such step before `from`.
    pub(super) fn previous(&self, film: &Film, from: Step) -> Option<Step> {
        if self.is_empty() { None } else { film.previous_where(from, |fact| self.stops(fact)) }
    }

    /// The first such step after `from` and not after `until`.
    pub(super) fn between(&self, film: &Film, from: Step, until: Step) -> Option<Step> {
        let steps = (from.0 + 1..=until.0).map(Step);
        let mut steps = steps.filter(|_| !self.is_empty());
        steps.find(|step| film.trace().fact(*step).is_some_and(|fact| self.stops(&fact)))
    }

    fn stops(&self, fact: &Fact) -> bool {
        matches!(fact, Fact::StatementReached { site } if self.sites.get(site.index()) == Some(&true))
    }
}

/// The first line of this file, `line` or a later one, on which a statement stands.
pub(super) fn line_that_runs(film: &Film, of: FileId, line: u32) -> Option<u32> {
    let sites = film.trace().sites().iter().filter(|site| site.file == of);
    let statements =
        sites.filter(|site| matches!(site.kind, SiteKind::Statement | SiteKind::Expression));
    statements.map(|site| site.start.line).filter(|start| *start >= line).min()
}
