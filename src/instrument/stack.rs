//! Room for parsers and walks, which recurse as deep as a program nests.

use std::{panic, thread};

use super::nesting::Nesting;

/// Bytes of stack that a walk needs at most per open bracket, per token of a run (an arrow
/// function, three tokens, takes the parser 3.5 kB), and for all else. Measured in a debug
/// build.
const PER_BRACKET: usize = 16 * 1024;
const PER_TOKEN: usize = 2 * 1024;
const BASE: usize = 128 * 1024;

/// What any caller's stack has left.
const AT_HAND: usize = 640 * 1024;

/// Runs `walk` with as much stack as a program's nesting may need: here if that is little,
/// else in a thread of its own. `None` if the system has not that much memory to give.
pub(super) fn with_room<T: Send>(nesting: Nesting, walk: impl FnOnce() -> T + Send) -> Option<T> {
    let size = BASE + nesting.brackets as usize * PER_BRACKET + nesting.run as usize * PER_TOKEN;
    if size <= AT_HAND {
        return Some(walk());
    }
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(size).spawn_scoped(scope, walk).ok()?;
        Some(thread.join().unwrap_or_else(|payload| panic::resume_unwind(payload)))
    })
}
