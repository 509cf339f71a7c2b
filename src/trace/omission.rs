//! What a recording does not show as it is.
//!
//! Told beside the facts: whether something is left out changes nothing of what happened.

use serde::{Deserialize, Serialize};

use super::{SiteId, Step};

/// Something is left out, or may be shown late, from a step on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Omission {
    /// The step that began it.
    pub step: Step,
    pub what: Omitted,
    /// Where in the program that was, if it was there.
    pub site: Option<SiteId>,
}

/// What is left out. Each is told once in a recording, where it is met first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Omitted {
    /// The steps of code that is made from text: `eval`, `new Function`.
    CodeFromText,
    /// The steps of a `Worker`'s program.
    Worker,
    /// Properties that a prototype loses, or that become getters there, may be read as they were.
    LostProperties,
    /// What hooks of `async_hooks` would hear of promises inside `for await` and async generators.
    HooksOfIteration,
    /// So many promises are pending that some may be shown to settle late.
    Settlements,
    /// Objects that variables hold are no longer looked into.
    Variables,
}
