//! `loopscope new`: a lesson file to start from.

use std::{
    fs::File,
    io::{self, Write as _},
};

use super::{Error, Io, Outcome};

/// Write a lesson file to start from
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Name of the lesson; the file is called NAME.yaml
    #[arg(value_parser = name)]
    name: String,
}

/// Writes the file into the current folder, and never over another.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Outcome, Error> {
    let path = format!("{}.yaml", args.name);
    let written = File::create_new(&path).and_then(|mut file| file.write_all(START.as_bytes()));
    if let Err(source) = written {
        let help = (source.kind() == io::ErrorKind::AlreadyExists)
            .then(|| "choose another name, or move that file away".to_owned());
        return Err(Error::Create { path, source, help });
    }
    writeln!(io.out, "{path} is written. Next:")?;
    writeln!(io.out, "  loopscope play {path}      step through it")?;
    writeln!(io.out, "  loopscope verify {path}    check what it claims")?;
    Ok(Outcome::Done)
}

/// Words of small letters and digits, joined by hyphens, as the shipped lessons are named.
fn name(text: &str) -> Result<String, String> {
    let is_word = |word: &str| {
        let plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit();
        !word.is_empty() && word.chars().all(plain)
    };
    if text.split('-').all(is_word) {
        Ok(text.to_owned())
    } else {
        Err("use small letters and digits, with hyphens between words".to_owned())
    }
}

const START: &str = "\
# Texts are a string, or one in each language: {en: …, zh: …}.
title: {en: A timer and a promise, zh: 定时器与 promise}
goal:
  en: What a learner can tell afterwards, in a sentence or two.
  zh: 用一两句话说明学完之后能够做到什么。
track: ordering        # lessons of one track stand together
level: 1               # 1 (first steps) to 5
runtime: node-24       # node-10 11 12 14 16 18 20 22 24 26
teaches: [task, microtask]

program: |
  setTimeout(() => console.log('timer'), 0);
  Promise.resolve().then(() => console.log('promise'));
  console.log('main script');

# What must come out. `loopscope verify` checks it; without `runtime` for every runtime.
expect:
  - stdout: [main script, promise, timer]

# What to say, and when: at a line of the program, a line of output, the start of a task, a
# phase of the loop, or an event.
notes:
  - at: {line: 1}
    say:
      en: The timer is started first. Will its callback run first?
      zh: 先启动的是定时器。它的回调会最先执行吗？
  - at: {event: microtask-started}
    say:
      en: The main script has ended, so the microtasks run, before any timer.
      zh: 主脚本结束了，先执行微任务，再轮到定时器。
  - at: {output: 3}
    say:
      en: The timer's callback is a task of its own.
      zh: 定时器的回调是一个独立的任务。

# Predict, lock, reveal: the run knows which line is printed next. Every wrong answer helps.
ask:
  - before: {output: 2}
    question: {en: 'Which line is printed next?', zh: '接下来打印哪一行？'}
    kind: next-line      # or order, choice, queue
    options:
      - say: timer
        shows: m04       # `loopscope list --myths`
        help:
          en: The timer was started first, but microtasks run before the loop begins.
          zh: 定时器虽然先启动，但微任务在循环开始之前就执行。
      - say: promise
";
