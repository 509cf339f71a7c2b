//! The shipped lessons, as a learner gets them.

use std::collections::BTreeMap;

use insta::{assert_snapshot, with_settings};
use loopscope::{
    lesson::{Document, Lesson, Text, library, myth, track},
    render,
    scene::Film,
    text::Lang,
    trace::Runtime,
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

/// Runtimes that lack what a lesson is about.
const TOO_OLD: [(&str, &[Runtime]); 4] = [
    ("esm-order", &[Runtime::Node10]),
    ("node-is-no-browser", &[Runtime::Node10]),
    ("top-level-await", &[Runtime::Node10, Runtime::Node12]),
    ("worker-offload", &[Runtime::Node10]),
];

/// Node 10 batches, Node 12 has today's await, Node 24 is today's: a lesson says what it shows
/// in each of them.
#[test]
fn every_lesson_makes_claims_for_the_eras() {
    for lesson in library::all().unwrap() {
        if lesson.runtime.is_browser() {
            assert!(lesson.expectation(lesson.runtime).is_some(), "{}", lesson.name);
            continue;
        }
        let too_old =
            TOO_OLD.iter().find(|(name, _)| *name == lesson.name).map_or(&[][..], |it| it.1);
        for runtime in [Runtime::Node10, Runtime::Node12, Runtime::Node24] {
            let claims = lesson.expectation(runtime).is_some();
            assert_ne!(claims, too_old.contains(&runtime), "{} under {runtime}", lesson.name);
        }
    }
}

/// Whoever walks from lesson to lesson meets nothing that was not taught before.
#[test]
fn every_lesson_stands_on_easier_ones_and_leads_on() {
    let lessons: BTreeMap<String, Lesson> =
        library::all().unwrap().into_iter().map(|it| (it.name.clone(), it)).collect();
    let lesson = |name: &str, from: &str| {
        lessons.get(name).unwrap_or_else(|| panic!("`{from}` names `{name}`, which is no lesson"))
    };
    for (name, it) in &lessons {
        assert!(track::ids().any(|id| id == it.track), "{name}: track {}", it.track);
        // Everything that it builds on, however far down.
        let mut below: Vec<&str> = it.needs.iter().map(String::as_str).collect();
        let mut next = 0;
        while let Some(needed) = below.get(next).copied() {
            assert_ne!(needed, name, "`{name}` needs itself");
            let needed = lesson(needed, name);
            assert!(needed.level <= it.level, "`{name}` is easier than `{}`", needed.name);
            for further in needed.needs.iter().map(String::as_str) {
                if !below.contains(&further) {
                    below.push(further);
                }
            }
            next += 1;
        }
        for after in &it.next {
            lesson(after, name);
            assert!(!below.contains(&after.as_str()), "`{name}` leads back to `{after}`");
        }
    }
    let mut order: Vec<Lesson> = lessons.values().cloned().collect();
    track::sort(&mut order);
    for (at, it) in order.iter().enumerate() {
        let late = |needed: &&Lesson| needed.track == it.track && it.needs.contains(&needed.name);
        let late = order[at..].iter().find(late).map(|needed| &needed.name);
        assert_eq!(late, None, "`{}` is listed before it", it.name);
    }
    let first = lessons.values().filter(|it| it.needs.is_empty()).map(|it| it.name.as_str());
    assert_eq!(first.collect::<Vec<_>>(), ["higher-order"], "where to begin");
    let last = lessons.values().filter(|it| it.next.is_empty()).map(|it| it.name.as_str());
    assert_eq!(last.collect::<Vec<_>>(), ["timers-last"], "where it ends");
}

#[test]
fn every_lesson_is_told_in_both_languages() {
    for it in library::all().unwrap() {
        let mut texts = vec![&it.title];
        texts.push(it.goal.as_ref().unwrap_or_else(|| panic!("{} has no goal", it.name)));
        texts.extend(it.notes.iter().map(|note| &note.say));
        for ask in &it.ask {
            texts.push(&ask.question);
            texts.extend(ask.options.iter().filter_map(|option| option.help.as_ref()));
        }
        assert!(it.notes.len() >= 2, "{} has too little to say", it.name);
        for text in texts {
            assert!(
                matches!(text, Text::Translated(words) if words.len() == 2),
                "{}: {text:?}",
                it.name
            );
        }
    }
}

#[test]
fn every_misconception_is_answered_and_thirty_lessons_ask() {
    let lessons = library::all().unwrap();
    for id in myth::ids() {
        assert!(lessons.iter().any(|it| it.answers(id)), "nobody answers {id}");
    }
    assert!(lessons.iter().filter(|it| !it.ask.is_empty()).count() >= 30);
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

/// Every lesson as a drawing of the moment that matters (the first question, else the first
/// note), a drawing of the end, and event by event. `snapshots/lessons` is the gallery.
#[test]
fn every_lesson_is_recorded_as_drawn() {
    for lesson in library::all().unwrap() {
        let mut job = machine::job(&lesson.program.path, &lesson.program.text, lesson.runtime);
        job.name.clone_from(&lesson.name);
        job.world = lesson.world.clone();
        let film = Film::new(machine::run(&job).trace);
        let asked = lesson.ask.first().map(|ask| &ask.before);
        let told = lesson.notes.first().map(|note| &note.at);
        let moment = asked.or(told).unwrap().find(film.trace()).unwrap();
        let written = |step| {
            let options = render::Options { step, ..render::Options::default() };
            let mut out = Vec::new();
            render::write(&film, options, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let picture = format!(
            "{}\n{}\n{}",
            written(Some(moment)),
            written(Some(film.end())),
            shortened(&written(None)),
        );
        with_settings!({
            snapshot_path => "../../snapshots/lessons",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            assert_snapshot!(lesson.name.as_str(), picture);
        });
    }
}

/// A long listing without its middle: nobody reads it.
fn shortened(listing: &str) -> String {
    const ENDS: usize = 120;
    let lines: Vec<&str> = listing.lines().collect();
    let Some(hidden) = lines.len().checked_sub(2 * ENDS).filter(|hidden| *hidden > 0) else {
        return listing.to_owned();
    };
    let (first, last) = (&lines[..ENDS], &lines[ENDS + hidden..]);
    format!("{}\n… {hidden} more lines …\n{}", first.join("\n"), last.join("\n"))
}
