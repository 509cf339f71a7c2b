//! What keys, commands and the mouse do to a session: breakpoints, searches, questions.

use std::io::Write as _;

use loopscope::{
    lesson::{Lesson, library},
    scene::{self, Film, Scene},
    trace::{Queue, Step},
    tui::{self, Action, App, Effect, Key, Mode, Pointed, Pointing, Settings},
};
use proptest::prelude::*;
use ratatui::layout::{Position, Size};

use crate::{screens::screen, support};

const USUAL: (u16, u16) = (80, 24);

/// A loop, so that lines run more than once, and a timer.
const COUNTING: &str = "\
for (let i = 0; i < 3; i++) {
  console.log(i);
}

// Nothing here.
setTimeout(function late() {
  console.log('late');
}, 5);
";

fn counting() -> App {
    App::new(support::film("counting.js", COUNTING), Vec::new(), Settings::default())
}

/// Presses keys written as `l l ? tab`; a word after a colon is a command.
fn press(app: &mut App, keys: &str) -> Effect {
    let mut effect = Effect::Draw;
    for name in keys.split_whitespace() {
        effect = tui::press(app, name.parse().expect("a key"));
    }
    effect
}

/// Gives a command, key by key.
fn command(app: &mut App, line: &str) -> Effect {
    let _ = press(app, ":");
    for c in line.chars() {
        let key = if c == ' ' { Key::Space } else { Key::Char(c) };
        let _ = tui::press(app, key);
    }
    press(app, "enter")
}

fn last_line(app: &App) -> String {
    screen(app, USUAL).lines().last().unwrap_or_default().trim().to_owned()
}

/// The line of the program that is at work.
fn line(app: &App) -> Option<u32> {
    app.scene().place().map(|place| place.line)
}

#[test]
fn a_run_stops_at_every_hit_of_a_breakpoint() {
    let mut app = counting();
    let _ = press(&mut app, "2 b");
    assert_eq!(last_line(&app), "breakpoint on line 2   c runs to it");
    let mut written = Vec::new();
    for _ in 0..3 {
        let _ = press(&mut app, "c");
        assert_eq!(line(&app), Some(2));
        written.push(app.scene().line_count());
    }
    assert_eq!(written, [0, 1, 2]);
    let third = app.playhead();
    let _ = press(&mut app, "c");
    assert_eq!((last_line(&app).as_str(), app.playhead()), ("no later breakpoint", third));
    let _ = press(&mut app, "C");
    assert_eq!(app.scene().line_count(), 1);
    // Playing stops there as well.
    let _ = press(&mut app, "g space");
    while app.pace().is_some() {
        let _ = app.update(Action::Advance);
    }
    assert_eq!((line(&app), app.scene().line_count()), (Some(2), 0));
    let _ = press(&mut app, "b");
    assert_eq!(last_line(&app), "no breakpoint on line 2 any more");
}

#[test]
fn a_breakpoint_goes_to_the_next_statement() {
    let mut app = counting();
    let _ = command(&mut app, "break 4");
    assert_eq!(last_line(&app), "breakpoint on line 6   c runs to it");
    let _ = command(&mut app, "break 99");
    assert_eq!(last_line(&app), "no statement on line 99 or after it");
}

#[test]
fn the_next_time_this_line_runs() {
    let mut app = counting();
    let _ = command(&mut app, "run-to 2");
    assert_eq!((line(&app), app.scene().line_count()), (Some(2), 0));
    let _ = press(&mut app, "r r");
    assert_eq!((line(&app), app.scene().line_count()), (Some(2), 2));
    let _ = press(&mut app, "r");
    assert_eq!(last_line(&app), "no later time that this line runs");
    let _ = press(&mut app, "R");
    assert_eq!(app.scene().line_count(), 1);
    // Three jumps, taken back one by one.
    let _ = press(&mut app, "u u u");
    assert_eq!((line(&app), app.scene().line_count()), (Some(2), 0));
}

#[test]
fn what_is_left_to_chance_is_found_and_turned_round() {
    let racing = "setTimeout(() => 1);\nsetImmediate(() => 2);\n";
    let mut app = App::new(support::film("racing.js", racing), Vec::new(), Settings::default());
    let _ = press(&mut app, "X");
    assert!(last_line(&app).starts_with("nothing was left to chance up to here"));
    let _ = press(&mut app, "x");
    assert!(matches!(app.scene().fact(), Some(loopscope::trace::Fact::DecisionMade { .. })));
    // A millisecond passes; the other choice is that none does.
    assert_eq!(press(&mut app, "G X"), Effect::Decide(vec![0]));
    let _ = press(&mut app, "x");
    assert_eq!(last_line(&app), "no later place where real Node may choose otherwise");
}

#[test]
fn commands_do_what_keys_do_and_more() {
    let mut app = counting();
    let _ = command(&mut app, "goto 12");
    assert_eq!(app.playhead(), Step(12));
    let _ = command(&mut app, "step 3");
    assert_eq!(app.playhead(), Step(15));
    let _ = command(&mut app, "50%");
    assert_eq!(app.playhead(), Step(app.film().end().0 / 2));
    let _ = command(&mut app, "line 4");
    assert_eq!(Some(app.playhead()), app.film().line_step(3));
    let _ = command(&mut app, "line 5");
    assert_eq!(last_line(&app), "the whole run writes 4 lines");
    let _ = command(&mut app, "search late");
    assert!(last_line(&app).starts_with("/late"), "{}", last_line(&app));
    let _ = command(&mut app, "lang zh");
    assert!(screen(&app, USUAL).contains("调用栈"));
    assert_eq!(command(&mut app, "q"), Effect::Quit);
    let _ = command(&mut app, "lang en");
    let _ = command(&mut app, "gto 3");
    assert_eq!(last_line(&app), "no command `gto`: did you mean `:goto`?");
    let node10 = loopscope::trace::Runtime::Node10;
    assert_eq!(command(&mut app, "runtime node-10"), Effect::Record(node10));
    assert_eq!(command(&mut app, "open me-first"), Effect::Show("me-first".to_owned()));
}

#[test]
fn commands_are_completed_and_remembered() {
    let mut app = counting();
    let _ = press(&mut app, ": t h tab");
    assert_eq!(screen(&app, USUAL).lines().last().map(str::trim_end).unwrap()[..8], *" :theme ");
    let _ = press(&mut app, "m tab enter");
    assert_eq!(app.settings().theme, loopscope::view::ThemeName::Mono);
    let _ = press(&mut app, "T : up enter");
    assert_eq!(app.settings().theme, loopscope::view::ThemeName::Mono);
}

#[test]
fn a_paste_is_typed_only_where_one_types() {
    let mut app = counting();
    let _ = app.update(Action::Paste("q\nG".to_owned()));
    assert_eq!((app.mode(), app.playhead()), (Mode::Stepping, Step(0)));
    let _ = press(&mut app, "/");
    let _ = app.update(Action::Paste(format!("late\u{1b}[2J\n{}", "x".repeat(1 << 20))));
    assert_eq!(last_line(&app).trim_end(), "/late[2J");
}

fn click(app: &mut App, column: u16, row: u16) {
    let screen = Size::new(USUAL.0, USUAL.1);
    let at = Position::new(column, row);
    let _ = app.update(Action::Point(Pointed { at, screen, how: Pointing::Click }));
}

#[test]
fn the_mouse_seeks_marks_and_focuses() {
    let mut app = counting();
    // The line above the last is the bar; its last column but the percentage is the end.
    click(&mut app, 73, 22);
    assert_eq!(app.playhead(), app.film().end());
    click(&mut app, 3, 22);
    assert_eq!(app.playhead(), Step(0));
    // The number of line 2.
    click(&mut app, 2, 3);
    assert_eq!(last_line(&app), "breakpoint on line 2   c runs to it");
    let _ = press(&mut app, "c");
    assert_eq!(line(&app), Some(2));
    // A title, which focuses; then the wheel goes through its lines.
    let before = screen(&app, USUAL);
    click(&mut app, 50, 1);
    assert_ne!(screen(&app, USUAL), before);
    let wheel = Pointed {
        at: Position::new(10, 22),
        screen: Size::new(USUAL.0, USUAL.1),
        how: Pointing::WheelDown,
    };
    let step = app.playhead();
    let _ = app.update(Action::Point(wheel));
    assert_eq!(app.playhead(), Step(step.0 + 1));
}

/// A lesson with a question of each kind.
const ASKING: &str = r"
title: {en: Asking, zh: 提问}
track: ordering
level: 1
program: |
  setTimeout(() => console.log('timer'));
  Promise.resolve().then(() => console.log('micro'));
  console.log('sync');
expect:
  - stdout: [sync, micro, timer]
ask:
  - before: {output: 1}
    question: In which order?
    kind: order
    options: [{say: sync}, {say: micro}, {say: timer, help: A timer waits for its phase.}]
  - before: {output: 2}
    question: What is next?
    kind: choice
    options:
      - {say: the timer, shows: m01, help: Microtasks come first.}
      - {say: the microtask, right: true, prints: micro}
";

fn asking() -> (Lesson, App) {
    let mut file = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    file.write_all(ASKING.as_bytes()).unwrap();
    let lesson = library::load(file.path().to_str().unwrap()).unwrap();
    let app = App::of(&lesson, support::lesson_film(&lesson), Settings::default());
    (lesson, app)
}

#[test]
fn nothing_goes_past_a_question_until_it_is_answered() {
    let (_, mut app) = asking();
    let _ = press(&mut app, "G");
    let first = app.playhead();
    assert_eq!((app.mode(), app.scene().line_count()), (Mode::Asking, 0));
    // What is to come is masked, and whatever is tried does not show it.
    assert!(screen(&app, (120, 40)).contains("░░░░░"));
    for keys in ["l", "esc G", "G", "esc 1 0 0 %", "n n n", "o", "] ] ]"] {
        let _ = press(&mut app, keys);
        assert_eq!((app.playhead(), app.scene().line_count()), (first, 0), "{keys}");
        assert!(!screen(&app, (120, 40)).contains("36 sync"), "{keys}");
    }
}

#[test]
fn an_answer_is_locked_and_its_mistake_told() {
    let (_, mut app) = asking();
    let _ = press(&mut app, "G");
    let text = screen(&app, USUAL);
    assert!(text.contains("question 1/2   predict"), "{text}");
    // Offered by the alphabet: micro, sync, timer.
    let _ = press(&mut app, "2 3");
    let _ = press(&mut app, "enter");
    assert_eq!(last_line(&app), "choose first, with the numbers or with space");
    let locked = press(&mut app, "1 enter");
    let Effect::Answered { number: 1, answer } = locked else { panic!("{locked:?}") };
    assert_eq!(
        (answer.said, answer.right),
        (["sync", "timer", "micro"].map(String::from).into(), false)
    );
    let text = screen(&app, USUAL);
    assert!(text.contains("not so"), "{text}");
    assert!(text.contains("A timer waits for its phase."), "{text}");
    // It cannot be changed after the reveal.
    let _ = press(&mut app, "1 2 3 space");
    assert_eq!(screen(&app, USUAL), text);
    // On to the next one.
    let at = app.playhead();
    let _ = press(&mut app, "enter");
    assert!(app.playhead() > at);
    let _ = press(&mut app, "G");
    assert_eq!(app.scene().line_count(), 1);
    let locked = press(&mut app, "2 enter");
    assert!(matches!(locked, Effect::Answered { number: 2, answer } if answer.right));
    let _ = press(&mut app, "enter G");
    assert_eq!(app.playhead(), app.film().end());
}

#[test]
fn who_wants_no_questions_is_asked_none() {
    let (_, mut app) = asking();
    let _ = press(&mut app, "P G");
    assert_eq!(app.playhead(), app.film().end());
    let _ = press(&mut app, "g p");
    assert_eq!(app.mode(), Mode::Asking);
}

#[test]
fn a_million_steps_are_crossed_at_once() {
    // Not a time, which depends on the machine: every move is one search, whatever its length.
    let text = "for (let i = 0; i < 20000; i++) { if (i === 19999) console.log('end'); }";
    let mut app = App::new(support::film("long.js", text), Vec::new(), Settings::default());
    let _ = press(&mut app, "o");
    assert_eq!(app.scene().line_count(), 1);
    let _ = press(&mut app, "N ) } G g 5 0 % / e n d enter");
    assert!(last_line(&app).starts_with("/end"));
}

/// Something a user may do.
#[derive(Clone, Debug)]
enum Deed {
    Key(Key),
    Command(String),
    Paste(String),
    Point(u16, u16, Pointing),
    Frame,
    Advance,
}

const KEYS: &str = "l h j k n N } { ) ( space + - g G % ] [ b c C o O r R s S u / : w tab backtab \
                    enter f z pagedown pageup esc B p P e m i v V > < L T ? 1 2 5 0 x left right up \
                    down home end backspace q";

const COMMANDS: [&str; 12] = [
    "goto 20",
    "30%",
    "break 3",
    "run-to 2",
    "line 2",
    "theme mono",
    "lang zh",
    "lang en",
    "search a",
    "speed 64x",
    "nonsense",
    "unbreak",
];

fn deed() -> impl Strategy<Value = Deed> {
    let keys: Vec<Key> = KEYS.split_whitespace().map(|name| name.parse().unwrap()).collect();
    let how = [Pointing::Click, Pointing::Drag, Pointing::WheelUp, Pointing::WheelDown];
    prop_oneof![
        12 => prop::sample::select(keys).prop_map(Deed::Key),
        2 => prop::sample::select(COMMANDS.to_vec()).prop_map(|it| Deed::Command(it.to_owned())),
        1 => "\\PC{0,20}".prop_map(Deed::Paste),
        3 => (0_u16..220, 0_u16..70, prop::sample::select(how.to_vec()))
            .prop_map(|(x, y, how)| Deed::Point(x, y, how)),
        1 => Just(Deed::Frame),
        2 => Just(Deed::Advance),
    ]
}

/// What a moment consists of, told in full.
fn told(scene: &Scene<'_>) -> String {
    let queues =
        [Queue::Ticks, Queue::Microtasks, Queue::Timers, Queue::Poll, Queue::Check, Queue::Close];
    let queues: Vec<Vec<_>> =
        queues.iter().map(|queue| scene.queue(*queue).map(|it| it.card.id).collect()).collect();
    let calls: Vec<_> = scene.calls().map(|call| (call.function, call.at)).collect();
    let lines: Vec<_> = scene.lines().map(|line| line.text.into_owned()).collect();
    let waits: Vec<_> = scene.suspended().map(|it| it.wait).collect();
    let promises: Vec<_> = scene.promises().map(|it| it.promise).collect();
    let now = (scene.step(), scene.time(), scene.iteration(), scene.phase(), scene.ended());
    format!("{now:?} {queues:?} {calls:?} {lines:?} {waits:?} {promises:?}")
}

thread_local! {
    static LESSONS: Vec<(Lesson, Film)> = {
        let named = ["async-order", "avalanche", "emitter-is-sync", "callback-timeout"];
        let shipped = named.map(|name| library::find(name).unwrap());
        let lessons = shipped.into_iter().chain([asking().0]);
        lessons.map(|lesson| (lesson.clone(), support::lesson_film(&lesson))).collect()
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done to a lesson, on a screen that changes its size: no panic, and what is
    /// shown is what folding the facts one by one up to the playhead gives.
    #[test]
    fn a_session_shows_the_fold_of_its_trace(
        which in 0_usize..5,
        deeds in prop::collection::vec((deed(), 1_u16..220, 1_u16..70), 0..50),
    ) {
        let (lesson, film) = LESSONS.with(|all| all[which].clone());
        let motion = Settings { has_motion: true, ..Settings::default() };
        let mut app = App::of(&lesson, film.clone(), motion);
        for (deed, width, height) in deeds {
            match deed {
                Deed::Key(key) => drop(tui::press(&mut app, key)),
                Deed::Command(line) => drop(command(&mut app, &line)),
                Deed::Paste(text) => drop(app.update(Action::Paste(text))),
                Deed::Point(x, y, how) => {
                    let (at, screen) = (Position::new(x, y), Size::new(width, height));
                    drop(app.update(Action::Point(Pointed { at, screen, how })));
                }
                Deed::Frame => drop(app.update(Action::Frame(std::time::Duration::from_millis(40)))),
                Deed::Advance => drop(app.update(Action::Advance)),
            }
            let _ = screen(&app, (width, height));
            let step = app.playhead();
            prop_assert!(step <= film.end());
            let folded = scene::scenes(&film).nth(step.0 as usize).expect("a step of the film");
            prop_assert_eq!(told(&app.scene()), told(&folded));
        }
    }
}
