use std::collections::BTreeSet;

use super::*;
use crate::{
    scene::{Reason, Source, Waiters, at, why},
    trace::{
        Decision, Fact, PromiseOrigin, Question, Record, Runtime, SiteKind, Stop, StopCause, Trace,
        draft::{Draft, everything, story},
        format::is_obeyed,
    },
};

const RUNTIMES: [Runtime; 5] =
    [Runtime::Node10, Runtime::Node11, Runtime::Node14, Runtime::Node24, Runtime::Browser];

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Which kind of fact it is. A new kind must be counted, and be in `everything`.
fn kind_of(fact: &Fact) -> u8 {
    match fact {
        Fact::StatementReached { .. } => 0,
        Fact::CallEntered { .. } => 1,
        Fact::CallResumed { .. } => 2,
        Fact::CallExited { .. } => 3,
        Fact::AwaitSuspended { .. } => 4,
        Fact::AwaitResumed { .. } => 5,
        Fact::Thrown { .. } => 6,
        Fact::PromiseCreated { .. } => 7,
        Fact::PromiseSettled { .. } => 8,
        Fact::ReactionAdded { .. } => 9,
        Fact::EntryQueued { .. } => 10,
        Fact::TimerArmed { .. } => 11,
        Fact::EntryCancelled { .. } => 12,
        Fact::EntryReferenced { .. } => 13,
        Fact::RequestTaken { .. } => 14,
        Fact::RequestCompleted { .. } => 15,
        Fact::EntryStarted { .. } => 16,
        Fact::EntryEnded { .. } => 17,
        Fact::IterationBegan { .. } => 18,
        Fact::PhaseEntered { .. } => 19,
        Fact::DrainBegan { .. } => 20,
        Fact::DrainEnded => 21,
        Fact::ClockMoved { .. } => 22,
        Fact::DecisionMade { .. } => 23,
        Fact::ConsoleWrote { .. } => 24,
        Fact::ErrorUncaught { .. } => 25,
        Fact::RejectionUnhandled { .. } => 26,
        Fact::RejectionHandled { .. } => 27,
        Fact::Exited { .. } => 28,
        Fact::Stopped { .. } => 29,
        Fact::TaskQueued { .. } => 30,
    }
}

fn assert_told(words: &str, lang: Lang) {
    assert!(words.chars().count() > 5, "too short: {words:?}");
    assert!(!words.contains("  ") && words.trim() == words, "spaces: {words:?}");
    assert!(!words.chars().any(is_obeyed), "a terminal would obey {words:?}");
    assert_eq!(words.matches('`').count() % 2, 0, "an open quote: {words:?}");
    if lang == Lang::Zh {
        assert!(words.chars().any(is_han), "not Chinese: {words:?}");
        // Between quotes are the program's own words.
        let own = words.split('`').enumerate().map(|(n, it)| if n % 2 == 0 { it } else { "`x`" });
        let chars: Vec<_> = own.collect::<String>().chars().collect();
        let glued = chars.windows(2).any(|pair| {
            is_han(pair[0]) && (pair[1].is_ascii_alphanumeric() || pair[1] == '`')
                || is_han(pair[1]) && pair[0].is_ascii_alphanumeric()
        });
        assert!(!glued, "no space between Chinese and Latin: {words:?}");
    }
}

#[test]
fn every_kind_of_fact_is_told_in_both_languages() {
    for runtime in RUNTIMES {
        for trace in [everything(runtime), story(runtime)] {
            let film = Film::new(trace);
            for step in 0..=film.end().0 {
                for lang in Lang::ALL {
                    assert_told(&sentence(&film, Step(step), lang), lang);
                }
            }
        }
    }
    let kinds: BTreeSet<_> = everything(Runtime::Node24).facts().iter().map(kind_of).collect();
    assert!(kinds.into_iter().eq(0..31), "`everything` lacks a kind of fact");
}

#[test]
fn every_rule_is_told_in_both_languages_and_has_a_source() {
    for lang in Lang::ALL {
        let told: BTreeSet<_> = Rule::all().map(|it| rule(it, lang)).collect();
        assert_eq!(told.len(), Rule::all().count(), "two rules in the same words");
        for words in told {
            assert_told(words, lang);
            assert!(words.ends_with(['.', '。']), "no end: {words:?}");
            assert_eq!(lang == Lang::En, !words.chars().any(is_han), "{words:?}");
        }
    }
    for it in Rule::all() {
        let sources = it.sources();
        assert_eq!(sources.is_empty(), it == Rule::Stopped, "{it:?}");
        assert!(sources.iter().all(|Source { url, .. }| url.starts_with("https://")), "{it:?}");
    }
}

#[test]
fn every_early_end_is_told_in_both_languages() {
    let stops = [
        Stop::Steps(1000),
        Stop::WallTime(std::time::Duration::from_millis(1500)),
        Stop::Memory(64 << 20),
        Stop::Stack,
        Stop::Panic(String::new()),
        Stop::Panic("index out of bounds\nnote: more".to_owned()),
        Stop::Died("signal: 9 (SIGKILL)".to_owned()),
    ];
    let mut all = Vec::new();
    for lang in Lang::ALL {
        all.extend(stops.iter().map(|it| stop(it, lang)));
    }
    for (words, lang) in all.iter().zip([[Lang::En; 7], [Lang::Zh; 7]].concat()) {
        assert_told(words, lang);
        assert_eq!(lang == Lang::En, !words.chars().any(is_han), "{words:?}");
    }
    insta::assert_snapshot!(all.join("\n"), @r"
    stopped after 1000 recorded steps; --max-steps allows more
    stopped after 1.5 s of real time; --max-time allows more
    stopped since the program wants more than 64 MiB of memory; --max-memory allows more
    stopped since the program nests deeper than the engine can follow
    stopped since the engine failed, which is no fault of the program's
    stopped since the engine failed, which is no fault of the program's: index out of bounds
    stopped since the recording process died (signal: 9 (SIGKILL))
    录满 1000 步后停止；用 --max-steps 可以录得更多
    实际运行满 1.5 秒后停止；用 --max-time 可以运行更久
    程序要的内存超过 64 MiB，已停止；用 --max-memory 可以给它更多
    程序嵌套太深，引擎跟不上，已停止
    引擎出错，已停止；这不是程序的错
    引擎出错，已停止；这不是程序的错：index out of bounds
    录制进程意外退出（signal: 9 (SIGKILL)），已停止
    ");
}

#[test]
fn every_reason_to_wait_is_told_in_both_languages() {
    let mut draft = Draft::new(Runtime::Node24, "");
    let first = draft.timer("late", 5);
    draft.arm(first);
    let film = Film::new(draft.trace());
    let scene = at(&film, film.end());
    let reasons = [
        Reason::StackBusy,
        Reason::Behind,
        Reason::TicksFirst,
        Reason::MicrotasksFirst,
        Reason::InnerQueuesFirst,
        Reason::BatchFirst,
        Reason::NextDrain,
        Reason::NotDue,
        Reason::PhaseLater,
        Reason::NextIteration,
        Reason::NoThread,
        Reason::WorkUnderWay,
        Reason::Never,
    ];
    let mut all = Vec::new();
    for (count, queue) in [(1, Queue::Timers), (3, Queue::Check)] {
        for lang in Lang::ALL {
            for reason in reasons {
                let words = waiters(&scene, &Waiters { queue, reason, first, count }, lang);
                assert_told(&words, lang);
                all.push(words);
            }
        }
    }
    insta::assert_snapshot!(all.join("\n"), @r#"
    `late` waits: nothing interrupts the callback that is running.
    `late` is due too, and comes later in this phase.
    `late` waits until the tick queue is empty.
    `late` waits until the microtask queue is empty.
    `late` waits: ticks and microtasks come before the loop goes on.
    `late` waits: up to Node 10 the whole batch of timers or immediates runs first.
    `late` waits until the next callback is over: an error cut the drain off.
    `late` is not due yet (in 5.00 ms, at 5.00 ms).
    `late` waits for the timers phase.
    `late` waits for the next timers phase: this one goes by the time at which it began.
    `late` waits for a free thread of the pool.
    `late` waits for work that goes on outside JavaScript.
    `late` never runs: the program has ended.
    `late` 在等：正在执行的回调不会被打断。
    `late` 也到期了，在本阶段稍后执行。
    `late` 要等 nextTick 队列清空。
    `late` 要等微任务队列清空。
    `late` 在等：nextTick 和微任务都做完，事件循环才往下走。
    `late` 在等：Node 10 及更早版本要先执行完这一整批定时器或 immediate。
    `late` 要等下一个回调结束：上一次清空被错误打断了。
    `late` 还没到期（还差 5.00 ms，5.00 ms 时到期）。
    `late` 要等 timers 阶段。
    `late` 要等下一个 timers 阶段：本阶段以进入时的时间为准。
    `late` 在等线程池里空出一个线程。
    `late` 在等 JavaScript 之外的工作完成。
    `late` 永远不会执行：程序已经结束。
    `late` and 2 more wait: nothing interrupts the callback that is running.
    `late` and 2 more wait in line: first in, first out.
    `late` and 2 more wait until the tick queue is empty.
    `late` and 2 more wait until the microtask queue is empty.
    `late` and 2 more wait: ticks and microtasks come before the loop goes on.
    `late` and 2 more wait: up to Node 10 the whole batch of timers or immediates runs first.
    `late` and 2 more wait until the next callback is over: an error cut the drain off.
    `late` and 2 more are not due yet (the first in 5.00 ms, at 5.00 ms).
    `late` and 2 more wait for the check phase.
    `late` and 2 more wait for the next iteration: this phase runs only what was there when it began.
    `late` and 2 more wait for a free thread of the pool.
    `late` and 2 more wait for work that goes on outside JavaScript.
    `late` and 2 more never run: the program has ended.
    `late` 等 3 个回调在等：正在执行的回调不会被打断。
    `late` 等 3 个回调在排队：先进先出。
    `late` 等 3 个回调要等 nextTick 队列清空。
    `late` 等 3 个回调要等微任务队列清空。
    `late` 等 3 个回调在等：nextTick 和微任务都做完，事件循环才往下走。
    `late` 等 3 个回调在等：Node 10 及更早版本要先执行完这一整批定时器或 immediate。
    `late` 等 3 个回调要等下一个回调结束：上一次清空被错误打断了。
    `late` 等 3 个回调还没到期（最早的还差 5.00 ms，5.00 ms 时到期）。
    `late` 等 3 个回调要等 check 阶段。
    `late` 等 3 个回调要等下一轮循环：本阶段只执行进入阶段时已经在队列里的回调。
    `late` 等 3 个回调在等线程池里空出一个线程。
    `late` 等 3 个回调在等 JavaScript 之外的工作完成。
    `late` 等 3 个回调永远不会执行：程序已经结束。
    "#);
}

#[test]
fn every_choice_is_told_in_both_languages() {
    let questions = [
        Question::LoopEntry,
        Question::TimersDueTogether,
        Question::RequestsDone,
        Question::TimerOrRequest,
    ];
    for question in questions {
        for chosen in 0..2 {
            let mut draft = Draft::new(Runtime::Node24, "");
            let entries = vec![draft.timer("late", 5)];
            draft.record(Record::Decision(Decision { question, options: 2, chosen, entries }));
            let film = Film::new(draft.trace());
            for lang in Lang::ALL {
                assert_told(&decision(&film, DecisionId(1), lang), lang);
            }
        }
    }
}

/// An entry of every kind is queued, starts and ends; some have names, some have none.
fn of_every_kind(label: &str, has_site: bool) -> Trace {
    let mut draft = Draft::new(Runtime::Node24, "async function f() {\n  await g();\n}\n");
    draft.site(SiteKind::AsyncFunction, "async function f() {\n  await g();\n}", "f");
    let site = draft.site(SiteKind::Await, "await g()", "");
    let promise = draft.promise(PromiseOrigin::Call, Some(site));
    for kind in EntryKind::IN_NODE {
        let text = draft.text(label);
        let entry = draft.described(crate::trace::Entry {
            kind,
            label: text,
            site: has_site.then_some(site),
            scheduled: Step(0),
            promise: has_site.then_some(promise),
            duration_ms: 5,
        });
        draft.facts(&[
            Fact::EntryQueued { entry },
            Fact::EntryStarted { entry },
            Fact::EntryEnded { entry, threw: false },
        ]);
    }
    draft.trace()
}

#[test]
fn an_entry_of_any_kind_can_be_spoken_of() {
    for (label, has_site) in [("cb", true), ("cb", false), ("", true), ("", false)] {
        let film = Film::new(of_every_kind(label, has_site));
        for lang in Lang::ALL {
            for step in 1..=film.end().0 {
                assert_told(&sentence(&film, Step(step), lang), lang);
            }
        }
    }
    let film = Film::new(of_every_kind("", true));
    let starts = (1..=film.end().0).map(Step).filter(|step| step.0 % 3 == 2);
    let told = starts.flat_map(|step| Lang::ALL.map(|lang| sentence(&film, step, lang)));
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r#"
    The main script starts, on an empty stack.
    主脚本开始执行，这时调用栈是空的。
    The tick on line 2 leaves its queue and runs.
    第 2 行的 nextTick 回调出队执行。
    The microtask on line 2 leaves its queue and runs.
    第 2 行的微任务出队执行。
    The rest of `f` after the `await` on line 2 leaves the microtask queue and runs.
    `f` 在第 2 行 `await` 之后的部分从微任务队列出队执行。
    The job that calls the `then` of promise 1 leaves the microtask queue and runs.
    调用 Promise 1 的 `then` 的任务从微任务队列出队执行。
    The job that hands on the result of promise 1 leaves the microtask queue and runs.
    转交 Promise 1 结果的任务从微任务队列出队执行。
    The microtask on line 2 leaves its queue and runs.
    第 2 行的微任务出队执行。
    A job of the engine's own leaves the microtask queue and runs.
    引擎内部的任务从微任务队列出队执行。
    The timer on line 2 runs: it was due at 5.00 ms, and it is 0.00 ms.
    第 2 行的定时器执行：它在 5.00 ms 到期，现在是 0.00 ms。
    The timer on line 2 runs: it was due at 5.00 ms, and it is 0.00 ms.
    第 2 行的定时器执行：它在 5.00 ms 到期，现在是 0.00 ms。
    The immediate on line 2 runs in the check phase.
    check 阶段执行第 2 行的 immediate。
    The poll phase delivers a result: the callback on line 2 runs.
    poll 阶段交付结果，执行第 2 行的回调。
    The close callback on line 2 runs.
    执行第 2 行的关闭回调。
    Node emits the event `` on `process`.
    Node 在 `process` 上触发 `` 事件。
    "#);
}

#[test]
fn every_way_to_stop_is_told() {
    let causes = [StopCause::Steps, StopCause::WallTime, StopCause::Memory, StopCause::Engine];
    for cause in causes {
        let mut draft = Draft::new(Runtime::Node24, "");
        draft.fact(Fact::Stopped { cause });
        let film = Film::new(draft.trace());
        let told: BTreeSet<_> = Lang::ALL.map(|lang| sentence(&film, Step(1), lang)).into();
        assert_eq!(told.len(), 2);
        assert!(why(&film, Step(1)).rule.is_some());
    }
}

#[test]
fn milliseconds_have_two_decimals_and_are_cut() {
    assert_eq!(ms(VirtualTime(0)), "0.00");
    assert_eq!(ms(VirtualTime(1_259)), "1.25");
    assert_eq!(ms(VirtualTime(u64::MAX)), "18446744073709551.61");
}

#[test]
fn a_long_text_ends_in_an_ellipsis() {
    assert_eq!(shortened("微任务队列", 4), "微任务…");
    assert_eq!(shortened("abc", 3), "abc");
}
