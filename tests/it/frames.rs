//! Frames as the view draws them for whoever drives it: what moves, what is around a moment.

use std::time::Duration;

use insta::{assert_snapshot, with_settings};
use loopscope::{
    scene::{self, Film},
    text::Lang,
    trace::{FileId, Step},
    view::{
        Backdrop, Charset, Detail, Footer, Look, Offer, Question, Session, Stage, TRANSITION,
        Theme, ThemeName, Transition, View, draw,
    },
};
use proptest::prelude::*;
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};
use unicode_width::UnicodeWidthStr as _;

use crate::support;

const PROGRAM: &str = "\
setTimeout(function timer() {
  console.log('timer');
}, 5);
process.nextTick(function 下一步() {
  console.log('tick');
});
Promise.resolve().then(function reaction() {
  console.log('micro 👩‍💻');
});
";

/// What is drawn around one step of the program.
struct Shot<'a> {
    step: u32,
    size: (u16, u16),
    theme: ThemeName,
    session: Session<'a>,
}

fn film() -> Film {
    support::film("frames.js", PROGRAM)
}

fn buffer(film: &Film, shot: Shot<'_>) -> Buffer {
    let scene = scene::at(film, Step(shot.step));
    let backdrop = Backdrop::new(film, Vec::new());
    let look = Look { theme: Theme::new(shot.theme, Charset::Unicode), lang: Lang::En };
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
        session: shot.session,
    };
    let (width, height) = shot.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(&view, frame)).unwrap();
    terminal.backend().buffer().clone()
}

fn rows(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks(width).map(|row| {
        let mut line = String::new();
        let mut column = 0;
        while let Some(cell) = row.get(column) {
            line.push_str(cell.symbol());
            column += cell.symbol().width().max(1);
        }
        line.trim_end().to_owned()
    });
    rows.collect()
}

fn text(buffer: &Buffer) -> String {
    rows(buffer).join("\n")
}

macro_rules! picture {
    ($name:literal, $screen:expr) => {
        with_settings!({
            snapshot_path => "../../snapshots",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            assert_snapshot!($name, $screen);
        });
    };
}

const USUAL: (u16, u16) = (80, 24);

/// The step at which the tick starts.
fn tick_starts(film: &Film) -> u32 {
    let started = (0..=film.end().0).find(|step| {
        let scene = scene::at(film, Step(*step));
        scene.running().is_some_and(|it| it.card.label == "下一步" && it.since == scene.step())
    });
    started.unwrap()
}

fn moving(film: &Film, step: u32, part: f32) -> Session<'_> {
    let from = scene::at(film, Step(step.saturating_sub(1)));
    let elapsed = TRANSITION.mul_f32(part);
    Session { transition: Some(Transition { from, elapsed }), ..Session::default() }
}

#[test]
fn a_tick_travels_from_its_queue_to_the_stack() {
    let film = film();
    let step = tick_starts(&film);
    let at = |part| {
        let session = moving(&film, step, part);
        text(&buffer(&film, Shot { step, size: USUAL, theme: ThemeName::Dark, session }))
    };
    let upper = |screen: &str| screen.lines().skip(1).take(9).collect::<Vec<_>>().join("\n");
    let frames = [0.0, 0.4, 0.6, 0.9].map(|part| upper(&at(part)));
    picture!("travel-80x24", frames.join("\n\n"));
    // Once it is over, nothing of it is left but the arrows.
    let session = Session::default();
    let still = text(&buffer(&film, Shot { step, size: USUAL, theme: ThemeName::Dark, session }));
    assert_eq!(at(1.0), still);
    assert!(still.contains("↑▸ nextTick"), "{still}");
}

#[test]
fn a_jump_shows_no_travel() {
    let film = film();
    let step = tick_starts(&film);
    let from = scene::at(&film, Step(1));
    let transition = Some(Transition { from, elapsed: Duration::ZERO });
    let session = Session { transition, ..Session::default() };
    let shot = Shot { step, size: USUAL, theme: ThemeName::Dark, session };
    let jumped = text(&buffer(&film, shot));
    let session = Session::default();
    let shot = Shot { step, size: USUAL, theme: ThemeName::Dark, session };
    assert_eq!(jumped, text(&buffer(&film, shot)));
}

#[test]
fn a_class_reads_the_big_arrangement() {
    let film = film();
    let session = Session { is_big: true, lesson: Some((2, 5)), ..Session::default() };
    let step = tick_starts(&film) + 2;
    let shot = Shot { step, size: (72, 22), theme: ThemeName::Dark, session };
    picture!("big-72x22", text(&buffer(&film, shot)));
}

#[test]
fn a_question_stands_beside_the_masked_output() {
    let film = film();
    let offer = |say, place| Offer { say, place, right: None, help: None };
    let question = Question {
        number: 1,
        of: 2,
        step: Step(0),
        text: "Which line comes next?",
        options: vec![offer("tick", Some(1)), offer("micro", None), offer("timer", None)],
        selected: 1,
        is_order: false,
        stage: Stage::Open,
        first: None,
    };
    let breakpoints = [(FileId(1), 8)];
    let session = Session {
        question: Some(question),
        masked: 1,
        breakpoints: &breakpoints,
        ..Session::default()
    };
    let step = tick_starts(&film);
    let shot = Shot { step, size: (120, 40), theme: ThemeName::Dark, session };
    picture!("question-120x40", text(&buffer(&film, shot)));
}

#[test]
fn trouble_leaves_the_last_recording_in_sight() {
    let film = film();
    let trouble = Some("frames.js:3:4: a bracket is missing\n\n  3 | }, 5;\n    |    ^");
    let session = Session { trouble, ..Session::default() };
    let shot = Shot { step: 9, size: USUAL, theme: ThemeName::Dark, session };
    let screen = text(&buffer(&film, shot));
    assert!(screen.contains("✗ the program as it is now does not run"), "{screen}");
    assert!(screen.contains("    |    ^") && screen.contains("call stack"), "{screen}");
}

thread_local! {
    static FILM: Film = film();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever moves, however far it is, on whatever terminal: no panic, and every line keeps
    /// its width, also where characters take two cells.
    #[test]
    fn no_frame_of_a_travel_breaks_a_line(
        step in 1_u32..120,
        part in 0.0_f32..1.2,
        (width, height) in (1_u16..220, 1_u16..70),
        is_big in any::<bool>(),
    ) {
        FILM.with(|film| {
            let session = Session { is_big, ..moving(film, step, part) };
            let shot = Shot { step, size: (width, height), theme: ThemeName::Light, session };
            for row in rows(&buffer(film, shot)) {
                prop_assert!(row.width() <= usize::from(width), "{row}");
            }
            Ok(())
        })?;
    }
}
