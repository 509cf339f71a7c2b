//! Ends a recorder that does not end by itself.

use std::{
    io,
    process::Child,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use crate::runner::{Limits, stopwatch::Stopwatch};

/// How much longer than its budget the recorder may take: it keeps the budget itself unless
/// something is very wrong.
const GRACE: Duration = Duration::from_secs(2);

/// How often the stopwatch is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// A thread that owns the recorder's process. Dropping the watchdog ends the process.
pub(super) struct Watchdog {
    /// Whether anybody waits for the recorder: what it does while nobody reads is no delay
    /// of its own.
    awaited: Arc<AtomicBool>,
    over: Sender<()>,
    thread: JoinHandle<Death>,
}

/// How the process ended.
pub(super) enum Death {
    /// The watchdog killed it.
    Overdue,
    /// As the operating system puts it.
    Died(String),
}

impl Watchdog {
    /// Has `child` watched.
    ///
    /// # Errors
    /// If there can be no thread; the process has been ended.
    pub(super) fn set_on(child: Child, limits: &Limits) -> io::Result<Self> {
        let awaited = Arc::new(AtomicBool::new(false));
        let (over, is_over) = mpsc::channel();
        let budget = limits.wall.saturating_add(GRACE);
        let guarded = Guarded(child);
        let thread = thread::Builder::new().name("watchdog".to_owned()).spawn({
            let awaited = Arc::clone(&awaited);
            move || guard(guarded, budget, &awaited, &is_over)
        })?;
        Ok(Self { awaited, over, thread })
    }

    /// Does something that waits for the recorder.
    pub(super) fn watching<T>(&self, wait: impl FnOnce() -> T) -> T {
        self.awaited.store(true, Ordering::Relaxed);
        let result = wait();
        self.awaited.store(false, Ordering::Relaxed);
        result
    }

    /// Ends the process, if it has not ended by itself, and says how it ended.
    pub(super) fn call_off(self) -> Death {
        drop(self.over);
        self.thread.join().unwrap_or_else(|_| Death::Died("its watchdog failed".to_owned()))
    }
}

/// A process that does not outlive its owner.
struct Guarded(Child);

impl Drop for Guarded {
    fn drop(&mut self) {
        // A process that has ended by itself cannot be killed, and has its status already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until the recorder is no longer wanted, or overdue.
fn guard(
    mut guarded: Guarded,
    budget: Duration,
    awaited: &AtomicBool,
    is_over: &Receiver<()>,
) -> Death {
    let mut stopwatch = Stopwatch::start();
    while let Err(RecvTimeoutError::Timeout) = is_over.recv_timeout(LOOK) {
        if !awaited.load(Ordering::Relaxed) {
            stopwatch.skip();
        } else if stopwatch.look() > budget {
            return Death::Overdue;
        }
    }
    // Its pipes are closed or nobody reads them: all that is left is to end.
    let _ = guarded.0.kill();
    Death::Died(guarded.0.wait().map_or_else(|error| error.to_string(), |it| it.to_string()))
}
