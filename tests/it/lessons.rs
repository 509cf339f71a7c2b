//! The shipped lessons, as a learner gets them.

use insta::{assert_snapshot, with_settings};
use loopscope::{
    lesson::{Document, library},
    scene::Film,
    text::Lang,
    tui::{self, App, Settings},
    view::Note,
};

use crate::{
    machine,
    run::{loopscope, text},
    screens,
};

/// Every claim of every lesson, under every runtime it names.
#[test]
fn every_lesson_keeps_its_word() {
    let output = loopscope().arg("verify").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

/// The line at which Node 12 changed what an `await` costs. Checked on Node 10.24.1 to 26.10.0.
#[test]
fn two_eras_of_await_print_two_orders() {
    let printed = |runtime: &str| {
        let output = loopscope().args(["run", "async-order-long", "--runtime", runtime]).output();
        text(&output.unwrap().stdout).lines().collect::<Vec<_>>().join(" ")
    };
    for old in ["node-10", "node-11"] {
        assert_eq!(printed(old), "6 5 3 2 7 8 10 11 9 12 1 4", "{old}");
    }
    for new in
        ["node-12", "node-14", "node-16", "node-18", "node-20", "node-22", "node-24", "node-26"]
    {
        assert_eq!(printed(new), "6 5 3 2 7 8 10 9 11 12 1 4", "{new}");
    }
}

/// The picture in the README is drawn by `play`, and not by hand.
#[test]
fn the_readme_shows_what_play_shows() {
    let lesson = library::find("async-order").unwrap();
    let mut job = machine::job(&lesson.program.path, &lesson.program.text, lesson.runtime);
    job.name = lesson.name;
    let trace = machine::run(&job).trace;
    let notes = lesson.notes.iter().map(|cue| Note {
        step: cue.at.find(&trace).unwrap(),
        en: cue.say.get(Lang::En).to_owned(),
        zh: cue.say.get(Lang::Zh).to_owned(),
    });
    let notes = notes.collect();
    let mut app = App::new(Film::new(trace), notes, Settings::default());
    for key in ["n", "n", "n", "n", "l", "l"] {
        let _ = tui::press(&mut app, key.parse().unwrap());
    }
    let screen = screens::screen(&app, (80, 24));
    let readme = include_str!("../../README.md");
    let picture = readme.split("```text\n").nth(1).and_then(|it| it.split("```").next()).unwrap();
    assert_eq!(picture, screen, "put this into README.md:\n{screen}");
}

/// Every event of the ordering document's lessons, in the four eras that print differently.
#[test]
fn the_ordering_lessons_are_recorded_as_drawn() {
    for lesson in library::all().unwrap() {
        if lesson.source != Some(Document::D4) {
            continue;
        }
        for runtime in ["node-10", "node-11", "node-12", "node-24"] {
            let args = ["render", &lesson.name, "--runtime", runtime, "--lang", "en"];
            let output = loopscope().args(args).output().unwrap();
            with_settings!({
                snapshot_path => "../../snapshots/ordering",
                prepend_module_to_snapshot => false,
                omit_expression => true,
            }, {
                assert_snapshot!(format!("{}@{runtime}", lesson.name), text(&output.stdout));
            });
        }
    }
}
