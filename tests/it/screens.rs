//! Keys in, screens out: what a learner sees in `play`, on a terminal that is a grid.

use insta::{assert_snapshot, with_settings};
use loopscope::{
    scene::{self, Film},
    text::Lang,
    trace::{Queue, Step},
    tui::{self, App, Key, Settings},
    view::{Charset, Note, ThemeName},
};
use proptest::prelude::*;
use ratatui::{Terminal, backend::TestBackend};
use unicode_width::UnicodeWidthStr;

use crate::support;

/// One of each kind, a line that is too long, a tab, Chinese, and an escape sequence.
const ONE_OF_EACH: &str = "\
setTimeout(function timer() {
  console.log('timer');
}, 0);
setImmediate(() => console.log('immediate'));
async function waits() {
  await null;
  console.error('after \\x1b[31mawait\\x1b[0m');
}
Promise.resolve().then(function reaction() {
\tconsole.log('微任务'); // 微任务在 tick 之后、定时器之前运行；这一行长得在小屏幕上放不下
});
queueMicrotask(() => console.log('microtask'));
process.nextTick(function tick() {
  console.log('tick');
});
waits();
console.log('sync');
";

struct Player {
    app: App,
    size: (u16, u16),
}

impl Player {
    fn new(size: (u16, u16), settings: Settings) -> Self {
        let film = support::film("one-of-each.js", ONE_OF_EACH);
        let app = App::new(film, notes(), settings);
        Self { app, size }
    }

    /// Presses keys written as `l l ? tab`.
    fn press(mut self, keys: &str) -> Self {
        for name in keys.split_whitespace() {
            let key: Key = name.parse().expect("a key");
            let _ = tui::press(&mut self.app, key);
        }
        self
    }

    fn screen(&self) -> String {
        screen(&self.app, self.size)
    }
}

fn notes() -> Vec<Note> {
    let note = |step, en: &str, zh: &str| Note { step: Step(step), en: en.into(), zh: zh.into() };
    vec![
        note(
            5,
            "A timer never runs at once, not even after 0 ms: it waits for the timers phase.",
            "定时器从不立即运行，哪怕是 0 毫秒：它要等到 timers 阶段。",
        ),
        note(46, "The stack is empty: ticks first.", "调用栈空了：先运行 tick。"),
    ]
}

/// What is on the screen, a line each, without what is blank at its end.
pub(crate) fn screen(app: &App, (width, height): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a grid");
    terminal.draw(|frame| app.draw(frame)).expect("a grid can be drawn on");
    let buffer = terminal.backend().buffer();
    let mut text = String::new();
    for row in buffer.content.chunks(width.into()) {
        let mut line = String::new();
        let mut column = 0;
        while let Some(cell) = row.get(column) {
            line.push_str(cell.symbol());
            column += cell.symbol().width().max(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The screen as a picture in the gallery.
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

const SMALL: (u16, u16) = (60, 15);
const USUAL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);
const FULL: (u16, u16) = (200, 60);

/// To the tick, as it runs.
const TO_THE_TICK: &str = "n n down";

#[test]
fn everything_is_shown_at_80_by_24() {
    let player = Player::new(USUAL, Settings::default()).press(TO_THE_TICK);
    picture!("play-80x24", player.screen());
}

#[test]
fn chinese_lines_up_with_everything_else() {
    let settings = Settings { lang: Lang::Zh, ..Settings::default() };
    let player = Player::new(USUAL, settings).press("n n n down");
    picture!("play-80x24-zh", player.screen());
}

#[test]
fn seven_bits_are_enough() {
    let settings = Settings { charset: Charset::Ascii, ..Settings::default() };
    let player = Player::new(USUAL, settings).press(TO_THE_TICK);
    let screen = player.screen();
    assert!(screen.chars().all(|c| c.is_ascii() || !is_ours(c)), "{screen}");
    picture!("play-80x24-ascii", screen);
}

/// Whether a character is of our drawing: not a letter of the program's.
fn is_ours(c: char) -> bool {
    !c.is_alphabetic() && !('\u{3000}'..='\u{303F}').contains(&c) && !('\u{FF00}'..).contains(&c)
}

#[test]
fn a_wide_terminal_has_a_panel_for_each_phase() {
    let player = Player::new(WIDE, Settings::default()).press(TO_THE_TICK);
    picture!("play-120x40", player.screen());
}

#[test]
fn a_huge_terminal_shows_what_waits_off_the_queues() {
    let player = Player::new(FULL, Settings::default()).press(TO_THE_TICK);
    picture!("play-200x60", player.screen());
}

#[test]
fn a_small_terminal_still_shows_the_active_queue() {
    let player = Player::new(SMALL, Settings::default()).press(TO_THE_TICK);
    picture!("play-60x15", player.screen());
}

#[test]
fn a_note_speaks_when_its_moment_comes() {
    let player = Player::new(USUAL, Settings::default()).press("]");
    picture!("play-note", player.screen());
}

#[test]
fn the_longer_why_names_the_source_and_who_waits() {
    let player = Player::new(USUAL, Settings::default()).press("n n w");
    picture!("play-why", player.screen());
}

#[test]
fn help_is_made_from_the_keymap() {
    let player = Player::new(WIDE, Settings::default()).press("?");
    picture!("play-help", player.screen());
}

#[test]
fn the_end_says_how_the_process_ended() {
    let player = Player::new(USUAL, Settings::default()).press("G");
    picture!("play-end", player.screen());
}

#[test]
fn a_programs_escape_sequences_are_shown_and_not_obeyed() {
    let player = Player::new(USUAL, Settings::default()).press("G");
    let screen = player.screen();
    assert!(!screen.contains('\u{1b}'));
    assert!(screen.contains("after ␛[31mawait␛[0m"), "{screen}");
}

#[test]
fn who_scheduled_this_and_back_again() {
    let player = Player::new(USUAL, Settings::default()).press("n n n");
    let scheduled = player.app.scene().running().expect("a callback runs").card.scheduled;
    let at = player.app.playhead();
    let player = player.press("s");
    assert_eq!(player.app.playhead(), scheduled);
    let player = player.press("backspace");
    assert_eq!(player.app.playhead(), at);
}

#[test]
fn an_output_line_leads_to_its_step() {
    let player = Player::new(USUAL, Settings::default()).press("G backtab backtab k k k o");
    let line = player.app.film().line_step(3);
    assert_eq!(Some(player.app.playhead()), line);
}

#[test]
fn a_search_goes_round_by_n() {
    let player = Player::new(USUAL, Settings::default()).press("/ T i M e R enter");
    assert!(player.screen().contains("/TiMeR   not found"), "{}", player.screen());
    let player = player.press("/ t i m e r enter n n");
    assert!(player.screen().contains("3 of "), "{}", player.screen());
    let player = player.press("N N N");
    assert!(player.screen().contains("none of "), "{}", player.screen());
}

#[test]
fn numbers_seek() {
    let player = Player::new(USUAL, Settings::default()).press("1 2 G");
    assert_eq!(player.app.playhead(), Step(12));
    let player = player.press("3 l");
    assert_eq!(player.app.playhead(), Step(15));
    let player = player.press("1 0 0 %");
    assert_eq!(player.app.playhead(), player.app.film().end());
    let player = player.press("g");
    assert_eq!(player.app.playhead(), Step(0));
}

#[test]
fn playing_stops_at_a_note() {
    let mut player = Player::new(USUAL, Settings::default()).press("space");
    let mut paces = 0;
    while player.app.pace().is_some() {
        let _ = player.app.update(tui::Action::Advance);
        paces += 1;
        assert!(paces < 100, "it never stops");
    }
    assert_eq!(player.app.playhead(), Step(5));
}

/// Every key that is bound, some that are not, and digits.
const KEYS: &str = "l h j k n N } { ) ( b c C r R i m v > e p P L space + - g G % ] [ o O s S u / w tab backtab enter z \
                    pagedown pageup esc t T ? 1 2 5 9 0 x backspace left right up down home end";

fn any_keys() -> impl Strategy<Value = Vec<&'static str>> {
    let keys: Vec<&str> = KEYS.split_whitespace().collect();
    proptest::collection::vec(proptest::sample::select(keys), 0..60)
}

thread_local! {
    static FILM: Film = support::film("one-of-each.js", ONE_OF_EACH);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is pressed, on whatever terminal: no panic, and what is drawn is the moment
    /// that the playhead is at.
    #[test]
    fn what_is_drawn_is_the_scene_at_the_playhead(
        keys in any_keys(),
        width in 1_u16..220,
        height in 1_u16..70,
    ) {
        let film = FILM.with(Clone::clone);
        let mut app = App::new(film, notes(), Settings::default());
        for name in keys {
            let _ = tui::press(&mut app, name.parse::<Key>().expect("a key"));
            let _ = screen(&app, (width, height));
            prop_assert!(app.playhead() <= app.film().end());
        }
        // Out of whatever was opened, in English, on a screen that shows all counts.
        for name in ["esc", "esc", "esc", "esc"] {
            let _ = tui::press(&mut app, name.parse::<Key>().expect("a key"));
        }
        let scene = scene::at(app.film(), app.playhead());
        let drawn = screen(&app, WIDE);
        let [ticks, timers, check, lines] = [
            scene.len(Queue::Ticks),
            scene.len(Queue::Timers),
            scene.len(Queue::Check),
            scene.line_count(),
        ];
        let step = format!("{}/{}", scene.step().0, app.film().end().0);
        let english =
            format!("1 ticks ({ticks}) 3 timers ({timers}) 5 check ({check}) console ({lines})");
        let chinese = format!("1 tick ({ticks}) 3 定时器 ({timers}) 5 check ({check}) 控制台 ({lines})");
        let shows = |counts: &str| {
            counts.split_inclusive(')').all(|count| drawn.contains(count.trim()))
        };
        prop_assert!(drawn.contains(&step), "{step} is not on\n{drawn}");
        prop_assert!(shows(&english) || shows(&chinese), "not {english}:\n{drawn}");
    }
}

#[test]
fn every_theme_draws_the_same_text() {
    let screens: Vec<String> = ThemeName::ALL
        .into_iter()
        .map(|theme| {
            let settings = Settings { theme, ..Settings::default() };
            Player::new(USUAL, settings).press(TO_THE_TICK).screen()
        })
        .collect();
    assert!(screens.windows(2).all(|pair| pair[0] == pair[1]));
}
