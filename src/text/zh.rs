//! 中文。

/// The parts as one text, see [`glue`].
macro_rules! said {
    ($($part:expr),* $(,)?) => { glue(&[$(AsRef::<str>::as_ref(&$part)),*]) };
}

mod page;
mod progress;
mod rules;
mod sentences;

use super::{
    ms,
    told::{self, Function, Line, Name, Told, name},
};
use crate::{
    scene::{Call, Card, Film, Level, Reason, Scene, Waiters},
    trace::{
        DecisionId, EntryId, EntryKind, Omitted, Phase, PromiseId, Question, Queue, SiteKind, Stop,
    },
};

pub(super) use rules::rule;
pub(super) use sentences::sentence;

pub(super) fn promise(promise: PromiseId) -> String {
    format!("Promise {}", promise.0)
}

pub(super) fn entry(film: &Film, entry: EntryId) -> String {
    entry_name(&name(film, &film.card(entry)))
}

fn entry_name(name: &Name) -> String {
    match name {
        Name::Named(name, Some(at)) => format!("`{name}`（{}）", line(*at)),
        Name::Named(name, None) => format!("`{name}`"),
        Name::Anonymous(at) => said![line(*at), "的回调"],
        Name::Unknown => "一个回调".to_owned(),
        Name::Main => "主脚本".to_owned(),
        Name::AfterAwait(function, Some(at)) => {
            said![function_name(function), "在", line(*at), "`await`", "之后的部分"]
        }
        Name::AfterAwait(function, None) => {
            said![function_name(function), "在", "`await`", "之后的部分"]
        }
        Name::ThenableJob(Some(id)) => said!["调用", promise(*id), "的", "`then`", "的任务"],
        Name::ThenableJob(None) => "调用 thenable 的 `then` 的任务".to_owned(),
        Name::PassThrough(Some(id)) => said!["转交", promise(*id), "结果的任务"],
        Name::PassThrough(None) => "转交结果的任务".to_owned(),
        Name::EngineJob => "引擎内部的任务".to_owned(),
        Name::Request(label) => format!("`{label}`"),
        Name::Event(label) => format!("`{label}` 事件"),
    }
}

/// The parts as one text, with a space where Chinese and other writing meet, as Chinese
/// typesetters do. Inside a part nothing changes: it may be the program's own words.
fn glue(parts: &[&str]) -> String {
    let mut whole = String::new();
    for part in parts {
        if let (Some(before), Some(after)) = (whole.chars().next_back(), part.chars().next())
            && is_han(before) != is_han(after)
            && !is_space_or_mark(before)
            && !is_space_or_mark(after)
        {
            whole.push(' ');
        }
        whole += part;
    }
    whole
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// White space, and the marks that bring their own: CJK punctuation and full-width forms.
fn is_space_or_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

pub(super) fn label(film: &Film, card: &Card) -> String {
    match name(film, card) {
        Name::Named(name, _) | Name::Request(name) | Name::Event(name) => name.to_owned(),
        Name::Anonymous(_) | Name::Unknown => "(匿名)".to_owned(),
        Name::Main => "主脚本".to_owned(),
        Name::AfterAwait(Function::Named(name), _) => format!("{name} 的 await 之后"),
        Name::AfterAwait(..) => "await 之后".to_owned(),
        Name::ThenableJob(_) => "调用 thenable.then".to_owned(),
        Name::PassThrough(_) => "转交结果".to_owned(),
        Name::EngineJob => "引擎任务".to_owned(),
    }
}

pub(super) fn call(call: &Call) -> String {
    match (call.kind, call.name) {
        (SiteKind::Program, _) => "主脚本".to_owned(),
        (_, "") => "(匿名)".to_owned(),
        (_, name) => name.to_owned(),
    }
}

fn function_name(function: &Function) -> String {
    match function {
        Function::Named(name) => format!("`{name}`"),
        Function::Anonymous(at) => said![line(*at), "的函数"],
        Function::Program(file) => said![file, "的顶层代码"],
    }
}

fn line(at: Line) -> String {
    match at.file {
        Some(file) => format!("{file} 第 {} 行", at.line),
        None => format!("第 {} 行", at.line),
    }
}

pub(super) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Timers => "timers",
        Phase::Pending => "pending callbacks",
        Phase::Poll => "poll",
        Phase::Check => "check",
        Phase::Close => "close callbacks",
        Phase::Source(source) => page::source(source),
    }
}

pub(super) fn queue(queue: Queue) -> &'static str {
    match queue {
        Queue::Ticks => "nextTick 队列",
        Queue::Microtasks => "微任务队列",
        Queue::Timers => "定时器",
        Queue::Poll => "poll 队列",
        Queue::Check => "check 队列",
        Queue::Close => "close 队列",
        Queue::Tasks => "任务队列",
        Queue::Rendering => "下一帧",
        Queue::Idle => "空闲回调",
    }
}

pub(super) fn kind(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Main => "主脚本",
        EntryKind::Tick => "nextTick",
        EntryKind::Reaction => "Promise 回调",
        EntryKind::AwaitContinuation => "await",
        EntryKind::ThenableJob => "thenable 任务",
        EntryKind::PassThrough => "转交结果",
        EntryKind::Microtask => "queueMicrotask",
        EntryKind::EngineJob => "引擎任务",
        EntryKind::Timeout => "setTimeout",
        EntryKind::Interval => "setInterval",
        EntryKind::Immediate => "setImmediate",
        EntryKind::Request => "I/O",
        EntryKind::Close => "close",
        EntryKind::ProcessEvent => "process 事件",
        EntryKind::Page(entry) => page::entry_kind(entry),
    }
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Event => "步",
        Level::Statement => "语句",
        Level::Callback => "回调",
        Level::Phase => "阶段",
        Level::Iteration => "循环轮次",
        Level::Output => "输出行",
    }
}

pub(super) fn omission(what: Omitted, line: Option<u32>) -> String {
    let here = line.map_or_else(|| "这里".to_owned(), |line| format!("第 {line} 行"));
    match what {
        Omitted::CodeFromText => format!("{here}用文本生成代码：它会运行，但不显示其中的步骤"),
        Omitted::Worker => format!("{here}启动了 worker：只显示它发送和打印的内容"),
        Omitted::LostProperties => {
            format!("{here}需要引擎做不到的事：此后运行的代码可能仍会看到原型已经失去的属性")
        }
        Omitted::HooksOfIteration => {
            format!("{here}迭代 promise：`async_hooks` 的钩子在这里听到的不完整")
        }
        Omitted::Settlements => "这里待定的 promise 太多，有些的敲定可能显示得晚".into(),
        Omitted::Variables => "不再查看对象内部：变量只显示简单的值".into(),
    }
}

pub(super) fn stop(stop: &Stop) -> String {
    match stop {
        Stop::Steps(steps) => format!("录满 {steps} 步后停止；用 --max-steps 可以录得更多"),
        Stop::WallTime(wall) => {
            let seconds = wall.as_secs_f64();
            format!("实际运行满 {seconds} 秒后停止；用 --max-time 可以运行更久")
        }
        Stop::Memory(bytes) => {
            format!("程序要的内存超过 {} MiB，已停止；用 --max-memory 可以给它更多", bytes >> 20)
        }
        Stop::Stack => "程序嵌套太深，引擎跟不上，已停止".into(),
        Stop::Panic(message) => {
            let failed = "引擎出错，已停止；这不是程序的错";
            match message.lines().next() {
                Some(message) => format!("{failed}：{message}"),
                None => failed.to_owned(),
            }
        }
        Stop::Died(status) => format!("录制进程意外退出（{status}），已停止"),
    }
}

pub(super) fn waiters(scene: &Scene, waiters: &Waiters) -> String {
    let first = entry(scene.film(), waiters.first);
    let who = match waiters.count {
        1 => first,
        n => said![first, "等", n.to_string(), "个回调"],
    };
    match waiters.reason {
        Reason::StackBusy => said![who, "在等：正在执行的回调不会被打断。"],
        Reason::Behind if waiters.queue == Queue::Timers => {
            said![who, "也到期了，在本阶段稍后执行。"]
        }
        Reason::Behind => said![who, "在排队：先进先出。"],
        Reason::TicksFirst => said![who, "要等 nextTick 队列清空。"],
        Reason::MicrotasksFirst => said![who, "要等微任务队列清空。"],
        Reason::InnerQueuesFirst => {
            said![who, "在等：nextTick 和微任务都做完，事件循环才往下走。"]
        }
        Reason::BatchFirst => {
            said![who, "在等：Node 10 及更早版本要先执行完这一整批定时器或 immediate。"]
        }
        Reason::NextDrain => said![who, "要等下一个回调结束：上一次清空被错误打断了。"],
        Reason::NotDue => {
            let due = scene.timer(waiters.first).map_or_else(String::new, |timer| {
                let earliest = if waiters.count == 1 { "" } else { "最早的" };
                format!("（{earliest}还差 {} ms，{} ms 时到期）", ms(timer.left), ms(timer.due))
            });
            said![who, "还没到期", due, "。"]
        }
        Reason::PhaseLater => said![who, "要等", phase(told::phase_of(waiters.queue)), "阶段。"],
        Reason::NextIteration if waiters.queue == Queue::Timers => {
            said![who, "要等下一个 timers 阶段：本阶段以进入时的时间为准。"]
        }
        Reason::NextIteration => {
            said![who, "要等下一轮循环：本阶段只执行进入阶段时已经在队列里的回调。"]
        }
        Reason::NoThread => said![who, "在等线程池里空出一个线程。"],
        Reason::WorkUnderWay => said![who, "在等 JavaScript 之外的工作完成。"],
        Reason::NextFrame => said![who, "在等下一帧。"],
        Reason::NothingElse => said![who, "要等到没有别的事可做。"],
        Reason::Never => said![who, "永远不会执行：程序已经结束。"],
    }
}

pub(super) fn decision(film: &Film, decision: DecisionId) -> String {
    let made = film.trace().decision(decision);
    let names: Vec<_> = made.entries.iter().map(|id| entry(film, *id)).collect();
    match (made.question, made.chosen) {
        (Question::LoopEntry, 0) => "这里，事件循环第一次查看定时器时还没过去 1 毫秒，定时器尚未到期，所以 immediate 先执行。真实的 Node 取决于启动快慢，两种顺序都可能出现。".to_owned(),
        (Question::LoopEntry, _) => "这里，事件循环第一次查看定时器时已经过去了 1 毫秒，所以定时器先于 immediate 执行。真实的 Node 取决于启动快慢，两种顺序都可能出现。".to_owned(),
        (Question::MainOrDrain, 0) => "这里，这个定时器和主脚本里的定时器在同一毫秒内开始计时。真实的 Node 到这时可能已经过了 1 毫秒，那样它要到下一轮 timers 阶段才执行。".to_owned(),
        (Question::MainOrDrain, _) => "这里，主脚本启动定时器之后已经过了 1 毫秒，所以这个定时器到期得更晚。真实的 Node 里，它也可能在同一毫秒内开始计时。".to_owned(),
        (Question::TimersDueTogether, _) => format!("时长不同的定时器同时到期{}。真实的 Node 里，毫秒取整的误差可能让它们的顺序颠倒。", listed(&names)),
        (Question::RequestsDone, _) if film.runtime().is_browser() => format!("几个响应同时到达{}。真实的网络里任何顺序都可能出现。", listed(&names)),
        (Question::RequestsDone, _) => format!("几个操作同时完成{}。真实的 Node 按线程和操作系统报告的先后处理，任何顺序都可能出现。", listed(&names)),
        (Question::TimerOrRequest, _) => format!("一个定时器到期时，恰好有一个操作完成{}。真实的 Node 里谁先谁后都有可能。", listed(&names)),
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("：{}", names.join("、")) }
}

/// An entry's name in the middle of a sentence.
fn named(told: &Told, entry: EntryId) -> String {
    entry_name(&told::name(told.film, &told.card(entry)))
}
