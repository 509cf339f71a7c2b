//! The world a program runs in: what lies around it, and what things cost.
//!
//! Plain data, filled in from a lesson or from defaults. Nothing here is the machine's own:
//! files, network and time exist only as declared.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Everything around a program that is not the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct World {
    /// Seed of `Math.random` and of everything else that is drawn.
    pub seed: u64,
    /// What `Date.now()` says at virtual time 0, in milliseconds since 1970.
    pub start_ms: i64,
    pub costs: Costs,
    /// Threads in libuv's pool (`UV_THREADPOOL_SIZE`).
    pub threads: u8,
    pub files: BTreeMap<String, WorldFile>,
    pub network: BTreeMap<String, Response>,
    /// Virtual microseconds that a named piece of native work takes, such as `pbkdf2`.
    pub cpu: BTreeMap<String, u64>,
    /// A page's HTML; none for an empty document.
    pub page: Option<String>,
    /// What the user of a page does.
    pub user: Vec<UserAction>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            seed: 1,
            start_ms: 1_513_814_400_000, // 2017-12-21T00:00:00Z
            costs: Costs::default(),
            threads: 4,
            files: BTreeMap::new(),
            network: BTreeMap::new(),
            cpu: BTreeMap::new(),
            page: None,
            user: Vec::new(),
        }
    }
}

/// What things cost in virtual time, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// From the end of the main script to the loop's first look at the timers.
    pub entry: u64,
    /// Each statement.
    pub statement: u64,
    /// Each reading of the time: a busy wait ends after a few hundred.
    pub read: u64,
    /// The first write to an output stream: Node makes `process.stdout` only then, which takes
    /// it two to six milliseconds (measured on 10, 20, 24 and 26; 1 is enough to tell).
    pub first_write: u64,
    /// Each line to the console.
    pub console: u64,
    /// From one task of a page to the next.
    pub task: u64,
}

impl Default for Costs {
    fn default() -> Self {
        Self { entry: 1000, statement: 0, read: 250, first_write: 1000, console: 0, task: 10 }
    }
}

/// A file of the lesson's world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorldFile {
    /// What it holds, or the code of the error that opening it gives, such as `ENOENT`.
    pub content: Result<String, String>,
    /// Microseconds of work per request.
    pub latency: u64,
}

/// What the lesson's network answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: String,
    /// Microseconds until the answer arrives.
    pub latency: u64,
    /// What of the body comes later, each piece so many microseconds after the one before.
    pub more: Vec<(u64, String)>,
}

/// Something that the user of a page does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserAction {
    /// Microseconds after the page was opened.
    pub at: u64,
    pub gesture: Gesture,
}

/// What a user does to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gesture {
    /// Clicks the element that a selector names.
    Click(String),
    /// Puts the focus on it.
    Focus(String),
    /// Presses a key and lets it go.
    Key(String),
    /// Closes the page: the recording ends.
    Close,
}
