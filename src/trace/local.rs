//! What variables held, where a recording says so.
//!
//! Not facts: what a statement finds in its variables is part of the moment it is reached, and
//! a recording has the same steps with it and without.

use serde::{Deserialize, Serialize};

use super::{Position, SiteId, Step, TextId, Value, id};

id! {
    /// Names a variable of the program, whichever call's it is.
    VariableId
}

/// A variable as it is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    pub name: TextId,
    /// The function (or file) that declares it.
    pub function: SiteId,
    pub declared: Position,
}

/// What a variable was found to hold, from `step` on and for the call that is then topmost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Local {
    pub step: Step,
    pub variable: VariableId,
    pub holds: Holds,
}

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    Value(Value),
    /// It is in its temporal dead zone (ECMA-262 §14.3.1): reading it throws.
    Uninitialized,
    /// It cannot be seen from the statement at hand.
    OutOfScope,
}
