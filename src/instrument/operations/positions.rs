//! Which place in the source V8 remembers for a bytecode.
//!
//! V8 keeps a table of places beside its bytecode and looks up the last one before the
//! failing bytecode (`BytecodeArrayBuilder::CurrentSourcePosition`). A statement's place goes
//! to its first bytecode, whatever that is; an expression's only to one that can fail.

/// The table's end, as the bytecode is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Positions {
    /// The place that waits for a bytecode, and whether it is a statement's.
    latest: Option<(u32, bool)>,
    /// The place the last bytecode will be looked up at.
    pub(super) attached: u32,
}

impl Positions {
    /// At the start of a function, which is where its bytecode is placed at first.
    pub(super) fn new(function: u32) -> Self {
        Self { latest: None, attached: function }
    }

    pub(super) fn statement(&mut self, at: u32) {
        self.latest = Some((at, true));
    }

    pub(super) fn expression(&mut self, at: u32) {
        if !matches!(self.latest, Some((_, true))) {
            self.latest = Some((at, false));
        }
    }

    /// A bytecode that cannot fail.
    pub(super) fn harmless(&mut self) {
        if let Some((at, true)) = self.latest {
            self.attached = at;
            self.latest = None;
        }
    }

    /// A bytecode that can fail.
    pub(super) fn fallible(&mut self) {
        if let Some((at, _)) = self.latest.take() {
            self.attached = at;
        }
    }
}
