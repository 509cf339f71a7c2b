//! The recorder: the process that runs the program and may die of it.

use std::{
    any::Any,
    fs::File,
    io::{self, Read, Write},
    panic,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::Duration,
};

use super::{
    Error,
    beside::Beside,
    memory,
    outbox::Outbox,
    stopwatch::Stopwatch,
    wire::{Message, Request},
};
use crate::{
    machine::{self, Files, Job, Outcome, Sink},
    trace::StopCause,
};

/// Virtual memory for the engine's stack. It is committed only as recursion goes deep; ten
/// thousand nested calls of the program need some 64 MiB, more for what recurses in the engine.
const STACK: usize = 512 << 20;

/// What the recorder needs beside the stack and what the program may use: room for the watch
/// to notice slow growth before an allocation fails.
const SLACK: u64 = 64 << 20;

/// Addresses for the stacks of worker threads, those included that have ended and cannot be
/// unwound. They cost memory only as far as they are used, and that is looked at separately.
const WORKERS: u64 = 2 << 30;

/// How often the main thread comes by.
const VISIT: Duration = Duration::from_millis(1);

/// Visits between two looks at the memory.
const LOOK: u32 = 8;

const ENGINE: &str = "engine";

/// Runs the program that standard input asks for and writes its records to standard output.
///
/// This is all that the process of [`SUBCOMMAND`](super::SUBCOMMAND) does, and must be
/// called once only. When it returns the engine's thread may still be at work; the process
/// is to end without waiting for it.
///
/// # Errors
/// If the input is no request, or nobody reads the output any more.
pub fn serve() -> Result<(), Error> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(Error::Serve)?;
    let request: Request =
        postcard::from_bytes(&bytes).map_err(|error| Error::Serve(io::Error::other(error)))?;
    memory::confine(request.memory.saturating_add(STACK as u64 + WORKERS + SLACK));
    let (panicked, panics) = mpsc::channel();
    catch_panics(panicked);
    stdout().and_then(|stdout| attend(request, stdout, &panics, machine::run)).map_err(Error::Serve)
}

/// Standard output without the buffer that waits for the end of a line.
#[cfg(unix)]
fn stdout() -> io::Result<File> {
    use std::os::fd::AsFd as _;
    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn stdout() -> io::Result<File> {
    use std::os::windows::io::AsHandle as _;
    Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
}

/// Runs `engine` on a thread with a big stack and watches over it.
fn attend<W: Write + Send + 'static>(
    request: Request,
    output: W,
    panics: &Receiver<String>,
    engine: impl FnOnce(&Job, Box<dyn Files>, Box<dyn Sink>, Sender<Outcome>) + Send + 'static,
) -> io::Result<()> {
    let Request { job, wall, memory } = request;
    let outbox = Arc::new(Outbox::new(output));
    let sink = Box::new(Arc::clone(&outbox));
    let files = Box::new(Beside::of(&job));
    let (tell, told) = mpsc::channel();
    thread::Builder::new()
        .name(ENGINE.to_owned())
        .stack_size(STACK)
        .spawn(move || engine(&job, files, sink, tell))?;
    let mut stopwatch = Stopwatch::start();
    for visit in 1_u32.. {
        let ended = match told.recv_timeout(VISIT) {
            Ok(outcome) => Some(Message::Ended(outcome)),
            Err(RecvTimeoutError::Disconnected) => {
                Some(Message::Panicked(panics.try_recv().unwrap_or_default()))
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Ok(panic) = panics.try_recv() {
                    Some(Message::Panicked(panic))
                } else if stopwatch.look() >= wall {
                    Some(Message::Ended(Outcome::Stopped(StopCause::WallTime)))
                } else if visit % LOOK == 0 && memory::used().is_some_and(|used| used >= memory) {
                    Some(Message::Ended(Outcome::Stopped(StopCause::Memory)))
                } else {
                    None
                }
            }
        };
        match ended {
            Some(message) => return outbox.close(&message),
            None => outbox.visit()?,
        }
    }
    Ok(())
}

/// Has a panic of the engine told to the main thread, and its thread parked for ever:
/// unwinding would run destructors of an engine that is no longer in order.
fn catch_panics(panicked: Sender<String>) {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(ENGINE) {
            return default(info);
        }
        let _ = panicked.send(words(info.payload()).unwrap_or_default().to_owned());
        loop {
            thread::park();
        }
    }));
}

/// What a panic said.
fn words(payload: &(dyn Any + Send)) -> Option<&str> {
    let formatted = payload.downcast_ref::<String>().map(String::as_str);
    formatted.or_else(|| payload.downcast_ref::<&str>().copied())
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, PoisonError};

    use super::*;
    use crate::{
        runner::wire::Decoder,
        trace::{Fact, Record, SiteId, Stream, TextId},
        world::World,
    };

    /// A pipe that is never full.
    #[derive(Clone, Default)]
    struct Pipe(Arc<Mutex<Vec<u8>>>);

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Pipe {
        /// The records in it and the message that ended them.
        fn messages(&self) -> (Vec<Record>, Option<Message>) {
            let mut decoder = Decoder::default();
            decoder.feed(&self.0.lock().unwrap());
            let mut records = Vec::new();
            while let Some(message) = decoder.next().unwrap() {
                match message {
                    Message::Record(record) => records.push(record),
                    last @ (Message::Ended(_) | Message::Panicked(_)) => {
                        assert!(decoder.next().unwrap().is_none(), "nothing follows the last");
                        return (records, Some(last));
                    }
                }
            }
            (records, None)
        }
    }

    /// A request with all the time and memory there is.
    fn request() -> Request {
        let job = Job {
            name: "x".to_owned(),
            path: "/x.js".to_owned(),
            text: String::new(),
            runtime: crate::trace::Runtime::default(),
            world: World::default(),
            args: Vec::new(),
            max_steps: 10,
            choices: Vec::new(),
            variables: false,
        };
        Request { job, wall: Duration::from_mins(1), memory: u64::MAX }
    }

    fn attended(
        request: Request,
        engine: impl FnOnce(&Job, Box<dyn Sink>, Sender<Outcome>) + Send + 'static,
    ) -> (Vec<Record>, Option<Message>) {
        let pipe = Pipe::default();
        let (_panicked, panics) = mpsc::channel();
        attend(request, pipe.clone(), &panics, |job, _, sink, tell| engine(job, sink, tell))
            .unwrap();
        pipe.messages()
    }

    fn hurried() -> Request {
        Request { wall: Duration::from_millis(50), ..request() }
    }

    fn text(n: usize) -> Record {
        Record::Text(n.to_string())
    }

    #[test]
    fn everything_recorded_precedes_the_outcome() {
        let (records, last) = attended(request(), |_, mut sink, tell| {
            (0..100_000).map(text).for_each(|record| sink.take(record));
            tell.send(Outcome::Finished).unwrap();
        });
        assert!(records.into_iter().eq((0..100_000).map(text)));
        assert!(matches!(last, Some(Message::Ended(Outcome::Finished))));
    }

    #[test]
    fn a_native_loop_meets_the_wall() {
        let (records, last) = attended(hurried(), |_, mut sink, _tell| {
            sink.take(text(1));
            loop {
                std::hint::black_box(());
            }
        });
        assert_eq!(records, [text(1)]);
        assert!(matches!(last, Some(Message::Ended(Outcome::Stopped(StopCause::WallTime)))));
    }

    #[test]
    fn an_engine_that_goes_on_after_the_wall_is_not_heard() {
        let (records, last) = attended(hurried(), |_, mut sink, _tell| {
            loop {
                sink.take(Record::Fact(Fact::DrainEnded));
            }
        });
        assert!(!records.is_empty());
        assert!(matches!(last, Some(Message::Ended(Outcome::Stopped(StopCause::WallTime)))));
    }

    #[test]
    fn growing_beyond_the_budget_of_memory_stops() {
        let request = Request { memory: 1, ..request() };
        let (_, last) = attended(request, |_, _sink, tell| {
            thread::park();
            drop(tell);
        });
        assert!(matches!(last, Some(Message::Ended(Outcome::Stopped(StopCause::Memory)))));
    }

    #[test]
    fn an_engine_that_parks_after_its_outcome_is_not_waited_for() {
        let (_, last) = attended(request(), |_, _sink, tell| {
            tell.send(Outcome::Stopped(StopCause::Steps)).unwrap();
            loop {
                thread::park();
            }
        });
        assert!(matches!(last, Some(Message::Ended(Outcome::Stopped(StopCause::Steps)))));
    }

    #[test]
    fn an_engine_that_vanishes_is_a_failure_of_the_engine() {
        let (records, last) = attended(request(), |_, mut sink, _tell| sink.take(text(1)));
        assert_eq!(records, [text(1)]);
        assert!(matches!(last, Some(Message::Panicked(_))));
    }

    #[test]
    fn what_the_program_prints_leaves_at_once() {
        let pipe = Pipe::default();
        let mut sink = Arc::new(Outbox::new(pipe.clone()));
        let quiet = Record::Fact(Fact::DrainEnded);
        sink.take(quiet);
        assert_eq!(pipe.messages().0, [], "other facts leave in batches");
        let wrote = Record::Fact(Fact::ConsoleWrote { stream: Stream::Stdout, text: TextId(1) });
        sink.take(wrote.clone());
        assert_eq!(pipe.messages().0.last(), Some(&wrote));
    }

    #[test]
    fn the_first_statements_are_told_before_they_run() {
        let pipe = Pipe::default();
        let mut sink = Arc::new(Outbox::new(pipe.clone()));
        let statement = Record::Fact(Fact::StatementReached { site: SiteId(1) });
        for n in 1..100 {
            sink.take(statement.clone());
            assert_eq!(pipe.messages().0.len(), n);
        }
        (0..10_000).for_each(|_| sink.take(statement.clone()));
        assert!(pipe.messages().0.len() < 10_099, "later ones leave in batches");
    }

    #[test]
    fn a_reader_that_is_gone_ends_the_recorder() {
        struct Broken;
        impl Write for Broken {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let (_panicked, panics) = mpsc::channel();
        let served = attend(request(), Broken, &panics, |_, _, _sink, tell| {
            thread::park();
            drop(tell);
        });
        assert_eq!(served.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
