//! Runs a program and records it.
//!
//! [`run`] is the whole loop, one call per phase, in the order of libuv's `uv_run`
//! (src/unix/core.c). Deliberately absent: wall time, real files, real sockets.

use serde::{Deserialize, Serialize};

use crate::{
    trace::{Record, Runtime},
    world::World,
};

/// A program and everything that decides how it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The lesson's name, or the file's path as the user gave it.
    pub name: String,
    /// The absolute path the program believes it has; its ending decides script or module.
    pub path: String,
    pub text: String,
    pub runtime: Runtime,
    pub world: World,
    /// What follows the program's path in `process.argv`.
    pub args: Vec<String>,
    /// Budget of recorded steps.
    pub max_steps: u32,
    /// Answers to the questions real Node leaves open, in the order they come up; the
    /// default answer is taken when they run out.
    pub choices: Vec<u32>,
}

/// Takes the records as they are made.
pub trait Sink: Send {
    fn take(&mut self, record: Record);
}
