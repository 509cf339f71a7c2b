//! Why a recording ended before its program did, in a sentence.

use std::{fmt, time::Duration};

use super::Limits;
use crate::trace::StopCause;

/// Why a recording ended early. Displays as one sentence, without a full stop, that names
/// the option which allows more, where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// So many steps were recorded.
    Steps(u32),
    /// So much wall time was spent.
    WallTime(Duration),
    /// The program wanted more bytes of memory than these.
    Memory(u64),
    /// Native recursion used up the engine's stack.
    Stack,
    /// The engine failed, in its own words.
    Panic(String),
    /// The recorder died without a word; what the operating system says of it.
    Died(String),
}

impl Stop {
    /// The stop that the machine's `cause` means under these limits.
    pub(super) fn new(cause: StopCause, max_steps: u32, limits: &Limits) -> Self {
        match cause {
            StopCause::Steps => Self::Steps(max_steps),
            StopCause::WallTime => Self::WallTime(limits.wall),
            StopCause::Memory => Self::Memory(limits.memory),
            StopCause::Engine => Self::Panic(String::new()),
        }
    }

    /// The stop that a panic of the engine means.
    pub(super) fn panic(message: String, limits: &Limits) -> Self {
        // What `Vec` says when it is asked for more than there are addresses.
        if message.starts_with("capacity overflow") {
            Self::Memory(limits.memory)
        } else {
            Self::Panic(message)
        }
    }

    /// The stop that the recorder's death means, from what it wrote to standard error and
    /// how the operating system says it ended.
    pub(super) fn death(last_words: &str, status: &str, limits: &Limits) -> Self {
        // Both are said by the standard library before it aborts: library/std/src/alloc.rs
        // and library/std/src/sys/pal/unix/stack_overflow.rs.
        if last_words.contains("memory allocation of") {
            Self::Memory(limits.memory)
        } else if last_words.contains("has overflowed its stack") {
            Self::Stack
        } else {
            Self::Died(status.to_owned())
        }
    }

    /// As the trace puts it.
    pub fn cause(&self) -> StopCause {
        match self {
            Self::Steps(_) => StopCause::Steps,
            Self::WallTime(_) => StopCause::WallTime,
            Self::Memory(_) => StopCause::Memory,
            Self::Stack | Self::Panic(_) | Self::Died(_) => StopCause::Engine,
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Steps(steps) => {
                write!(f, "stopped after {steps} recorded steps; --max-steps allows more")
            }
            Self::WallTime(wall) => {
                write!(
                    f,
                    "stopped after {} s of real time; --max-time allows more",
                    wall.as_secs_f64()
                )
            }
            Self::Memory(bytes) => write!(
                f,
                "stopped since the program wants more than {} MiB of memory; --max-memory allows more",
                bytes >> 20
            ),
            Self::Stack => {
                f.write_str("stopped since the program nests deeper than the engine can follow")
            }
            Self::Panic(message) if message.is_empty() => {
                f.write_str("stopped since the engine failed, which is no fault of the program's")
            }
            Self::Panic(message) => {
                write!(f, "stopped since the engine failed, which is no fault of the program's: ")?;
                f.write_str(message.lines().next().unwrap_or_default())
            }
            Self::Died(status) => write!(f, "stopped since the recording process died ({status})"),
        }
    }
}
