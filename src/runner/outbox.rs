//! Where the recorder's two threads meet: the engine puts records in, and what is in leaves
//! through the pipe in time.
//!
//! A crash takes with it what has not left. So everything leaves before each of the first
//! statements runs, and whenever the program prints (somebody may be watching); later on
//! things leave in batches, or when the main thread comes by, every millisecond: an engine
//! that crashes has nearly always spent longer than that on the way.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use super::wire::{self, Message};
use crate::{
    machine::Sink,
    trace::{Fact, Record},
};

/// Statements before which everything leaves: a write costs some ten microseconds, reading it
/// included, so these cost some milliseconds.
const EAGER: u32 = 500;

/// Bytes that are a batch.
const BATCH: usize = 16 << 10;

/// Visits of the main thread between two signs of life.
const BEAT: u32 = 100;

/// The buffer before the pipe.
pub(super) struct Outbox<W> {
    state: Mutex<State<W>>,
}

struct State<W> {
    out: W,
    buffer: Vec<u8>,
    eager: u32,
    /// Visits in which there was nothing to send.
    idle: u32,
    /// The last message has been sent, or nobody reads any more.
    closed: bool,
}

impl<W: Write> Outbox<W> {
    pub(super) fn new(out: W) -> Self {
        let state =
            State { out, buffer: Vec::with_capacity(BATCH), eager: EAGER, idle: 0, closed: false };
        Self { state: Mutex::new(state) }
    }

    /// Sends what waits, or now and then a sign of life.
    ///
    /// # Errors
    /// If nobody reads any more.
    pub(super) fn visit(&self) -> io::Result<()> {
        let mut state = self.lock();
        if state.closed {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        state.idle = if state.buffer.is_empty() { state.idle + 1 } else { 0 };
        if state.idle == BEAT {
            state.idle = 0;
            wire::write_beat(&mut state.buffer);
        }
        state.send()
    }

    /// Sends what waits and then `message`, the last.
    ///
    /// # Errors
    /// If nobody reads any more, or `message` cannot be written.
    pub(super) fn close(&self, message: &Message) -> io::Result<()> {
        let mut state = self.lock();
        wire::write(message, &mut state.buffer).map_err(io::Error::other)?;
        let sent = state.send();
        state.closed = true;
        sent
    }

    /// Takes a record in, unless the outbox is closed.
    fn put(&self, record: Record) -> io::Result<()> {
        let mut state = self.lock();
        if state.closed {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let is_statement = matches!(record, Record::Fact(Fact::StatementReached { .. }));
        let is_output = matches!(record, Record::Fact(Fact::ConsoleWrote { .. }));
        if let Err(error) = wire::write(&Message::Record(record), &mut state.buffer) {
            state.closed = true;
            return Err(io::Error::other(error));
        }
        let is_early = is_statement && state.eager > 0;
        if is_early {
            state.eager -= 1;
        }
        if is_early || is_output || state.buffer.len() >= BATCH { state.send() } else { Ok(()) }
    }

    fn lock(&self) -> MutexGuard<'_, State<W>> {
        // A thread that panicked leaves the buffer as it was before or after a record.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Write> State<W> {
    fn send(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let sent = self.out.write_all(&self.buffer).and_then(|()| self.out.flush());
        self.buffer.clear();
        self.closed |= sent.is_err();
        sent
    }
}

impl<W: Write + Send> Sink for Arc<Outbox<W>> {
    fn take(&mut self, record: Record) {
        if self.put(record).is_err() {
            // The main thread is about to end the process; the engine has nobody to tell.
            loop {
                thread::park();
            }
        }
    }
}
