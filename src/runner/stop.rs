//! Which stop it was, from what the machine or the operating system says.

use super::Limits;
use crate::trace::{Stop, StopCause};

/// The stop that the machine's `cause` means under these limits.
pub(super) fn from_cause(cause: StopCause, max_steps: u32, limits: &Limits) -> Stop {
    match cause {
        StopCause::Steps => Stop::Steps(max_steps),
        StopCause::WallTime => Stop::WallTime(limits.wall),
        StopCause::Memory => Stop::Memory(limits.memory),
        StopCause::Engine => Stop::Panic(String::new()),
    }
}

/// The stop that a panic of the engine means.
pub(super) fn from_panic(message: String, limits: &Limits) -> Stop {
    // What `Vec` says when it is asked for more than there are addresses.
    if message.starts_with("capacity overflow") {
        Stop::Memory(limits.memory)
    } else {
        Stop::Panic(message)
    }
}

/// The stop that the recorder's death means, from what it wrote to standard error and how
/// the operating system says it ended.
pub(super) fn from_death(last_words: &str, status: &str, limits: &Limits) -> Stop {
    // Both are said by the standard library before it aborts: library/std/src/alloc.rs
    // and library/std/src/sys/pal/unix/stack_overflow.rs.
    if last_words.contains("memory allocation of") {
        Stop::Memory(limits.memory)
    } else if last_words.contains("has overflowed its stack") {
        Stop::Stack
    } else {
        Stop::Died(status.to_owned())
    }
}
