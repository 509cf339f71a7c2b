//! What looking at a recording costs: making the film, any step of a million, why it happens,
//! and the next time a line runs.
//!
//! Aims: any step in under a millisecond, a whole frame of 200 by 60 cells in under two.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on is to fail")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use loopscope::{
    scene::{Film, Level, at, why},
    text::{self, Lang},
    trace::{
        ClockCause, Entry, EntryId, EntryKind, ExitKind, Fact, File, FileId, Position, Record,
        Site, SiteId, SiteKind, Step, TextId, Trace, Value, VirtualTime,
    },
    view::{Backdrop, Charset, Detail, Footer, Look, Session, Theme, ThemeName, View, draw},
};
use ratatui::{Terminal, backend::TestBackend};

const FACTS: u32 = 1_000_000;

/// Entries that wait at the same time, once there are many.
const CROWD: u32 = 40_000;

const PROGRAM: SiteId = SiteId(1);

/// The hard case: queues of tens of thousands, timers that are set and cleared in between,
/// deep stacks, and long runs of statements.
#[derive(Default)]
struct Maker {
    trace: Trace,
    entries: u32,
    oldest: u32,
    now: u64,
}

impl Maker {
    fn push(&mut self, record: Record) {
        self.trace.push(record).unwrap();
    }

    fn fact(&mut self, fact: Fact) {
        self.push(Record::Fact(fact));
    }

    fn program(&mut self) {
        self.push(Record::File(File { path: "/main.js".to_owned(), text: "a();\n".repeat(50) }));
        self.push(Record::Text("callback".to_owned()));
        for line in 1..=50 {
            let kind = if line == 1 { SiteKind::Program } else { SiteKind::Statement };
            let (start, end) = (Position { line, column: 1 }, Position { line, column: 5 });
            let (file, function, name) = (FileId(1), PROGRAM, TextId(1));
            self.push(Record::Site(Site { file, kind, start, end, function, name }));
        }
    }

    fn schedule(&mut self) {
        let kinds =
            [EntryKind::Tick, EntryKind::Microtask, EntryKind::Timeout, EntryKind::Immediate];
        self.entries += 1;
        let entry = EntryId(self.entries);
        let kind = kinds[self.entries as usize % kinds.len()];
        let (label, duration_ms, scheduled) = (TextId(1), self.entries % 97, self.trace.end());
        let record = Entry { kind, label, site: None, scheduled, promise: None, duration_ms };
        self.push(Record::Entry(entry, record));
        if kind == EntryKind::Timeout {
            let due = VirtualTime(self.now + u64::from(duration_ms) * 1000);
            self.fact(Fact::TimerArmed { entry, due });
        } else {
            self.fact(Fact::EntryQueued { entry });
        }
    }

    /// The oldest entry runs (a timer now and then is cleared instead).
    fn run(&mut self) {
        self.oldest += 1;
        let entry = EntryId(self.oldest);
        if self.oldest.is_multiple_of(12) {
            self.fact(Fact::EntryCancelled { entry });
            return;
        }
        self.fact(Fact::EntryStarted { entry });
        let depth = self.oldest % 30;
        for _ in 0..depth {
            self.fact(Fact::CallEntered { site: PROGRAM });
            self.fact(Fact::StatementReached { site: SiteId(2 + self.oldest % 49) });
        }
        for _ in 0..depth {
            let how = ExitKind::Returned;
            self.fact(Fact::CallExited { how, value: Value::Int(1) });
        }
        self.now += 10;
        let to = VirtualTime(self.now);
        self.fact(Fact::ClockMoved { to, cause: ClockCause::Spent });
        self.fact(Fact::EntryEnded { entry, threw: false });
    }

    fn make(mut self) -> Trace {
        self.program();
        while self.trace.end().0 < FACTS {
            let many = self.entries - self.oldest >= CROWD;
            for _ in 0..if many { 1 } else { 20 } {
                self.schedule();
            }
            self.run();
        }
        self.trace
    }
}

/// A frame as a terminal gets it, the scene included; on a large screen all panels are there.
fn frame(c: &mut Criterion) {
    let film = Film::new(Maker::default().make());
    let backdrop = Backdrop::new(&film, Vec::new());
    let look = Look { theme: Theme::new(ThemeName::Dark, Charset::Unicode), lang: Lang::En };
    let mut anywhere = anywhere();
    let mut group = c.benchmark_group("frame");
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        group.bench_function(format!("{width}x{height}"), |b| {
            b.iter(|| {
                let scene = at(&film, anywhere());
                let view = View {
                    scene: &scene,
                    backdrop: &backdrop,
                    look: &look,
                    focus: None,
                    is_zoomed: false,
                    why: Detail::Short,
                    playing: None,
                    footer: Footer::Hints(Vec::new()),
                    help: None,
                    session: Session::default(),
                };
                terminal.draw(|frame| draw(&view, frame)).unwrap();
            });
        });
    }
    group.finish();
}

/// Steps all over the film, none twice in a row near the last one.
fn anywhere() -> impl FnMut() -> Step {
    let mut random = 0_u32;
    move || {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Step((random >> 8) % FACTS)
    }
}

fn seek(c: &mut Criterion) {
    let trace = Maker::default().make();
    let mut group = c.benchmark_group("million");
    group.sample_size(10);
    group.bench_function("film", |b| b.iter_with_large_drop(|| Film::new(trace.clone())));
    let film = Film::new(trace.clone());
    let mut anywhere = anywhere();
    group.sample_size(100);
    group.bench_function("at", |b| b.iter(|| black_box(at(&film, anywhere()).depth())));
    group.bench_function("why", |b| b.iter(|| black_box(why(&film, anywhere()).waiters.len())));
    group.bench_function("sentence", |b| {
        b.iter(|| black_box(text::sentence(&film, anywhere(), Lang::En).len()));
    });
    group.bench_function("next output, none", |b| {
        b.iter(|| black_box(film.next(Level::Output, Step(0))));
    });
    group.bench_function("next run of a line, none", |b| {
        b.iter(|| black_box(film.next_run(FileId(1), 1, Step(0))));
    });
    group.finish();
}

criterion_group!(benches, seek, frame);
criterion_main!(benches);
