//! Why a recording ended before its program did, with the figures a cause leaves out.

use std::time::Duration;

use super::StopCause;

/// Why a recording ended early. It is no part of the trace, which knows only the
/// [`StopCause`]; `text` puts it in a sentence.
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
