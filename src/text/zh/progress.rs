//! 队列里的回调怎么样了，事件循环在做什么。

use super::{entry_name, glue, line, named, promise};
use crate::{
    scene::Rule,
    text::{
        ms,
        told::{self, Name, Told},
    },
    trace::{EntryId, EntryKind, Phase, Queue},
};

pub(super) fn queued(told: &Told, entry: EntryId) -> String {
    let card = told.card(entry);
    let name = named(told, entry);
    let Some(queue) = card.kind.queue() else {
        return said![name, "由 Node 直接调用，不经过任何队列。"];
    };
    let behind = match told.waited(queue) {
        0 => String::new(),
        n => format!("，前面还有 {n} 个"),
    };
    match card.kind {
        EntryKind::Reaction | EntryKind::PassThrough => {
            let why = card.promise.and_then(|id| {
                let how =
                    if told.settled(id)?.rejected { "已被拒绝，" } else { "已兑现，" };
                Some(said![promise(id), how])
            });
            said![why.unwrap_or_default(), name, "进入微任务队列", behind, "。"]
        }
        EntryKind::Request if told.waits_for_thread(entry) => {
            said!["为", name, "发出一个请求；线程池的线程都在忙，它要等到有线程空出来。"]
        }
        EntryKind::Request => {
            said!["一个请求在 JavaScript 之外开始，结果将在 poll 阶段交给", name, "。"]
        }
        EntryKind::Timeout | EntryKind::Interval => said![name, "成为定时器。"],
        EntryKind::Immediate if told.scene.waiting(entry).is_some_and(|it| it.next_iteration) => {
            said![name, "进入 check 队列，要等下一轮循环", behind, "。"]
        }
        EntryKind::Main
        | EntryKind::Tick
        | EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::Microtask
        | EntryKind::EngineJob
        | EntryKind::Immediate
        | EntryKind::Close
        | EntryKind::ProcessEvent
        | EntryKind::Page(_) => said![name, "进入", super::queue(queue), behind, "。"],
    }
}

pub(super) fn started(told: &Told, entry: EntryId) -> String {
    let card = told.card(entry);
    let name = told::name(told.film, &card);
    match card.kind {
        EntryKind::Main => "主脚本开始执行，这时调用栈是空的。".to_owned(),
        EntryKind::Tick => said![of_kind("nextTick 回调", &name), "出队执行。"],
        EntryKind::Reaction => match card.promise.and_then(|id| Some((id, told.settled(id)?))) {
            Some((id, now)) => {
                let how = if now.rejected { "已被拒绝。" } else { "已兑现。" };
                said![of_kind("微任务", &name), "出队执行：", promise(id), how]
            }
            None => said![of_kind("微任务", &name), "出队执行。"],
        },
        EntryKind::Microtask => said![of_kind("微任务", &name), "出队执行。"],
        EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::PassThrough
        | EntryKind::EngineJob => said![entry_name(&name), "从微任务队列出队执行。"],
        EntryKind::Timeout | EntryKind::Interval => {
            let due = told.before.timer(entry).map_or_else(String::new, |timer| {
                format!("：它在 {} ms 到期，现在是 {} ms", ms(timer.due), ms(told.scene.time()))
            });
            let although = told.overtaken().map_or_else(String::new, |other| {
                said!["，比更早到期、但在另一个链表里的", named(told, other), "先执行"]
            });
            said![of_kind("定时器", &name), "执行", due, although, "。"]
        }
        EntryKind::Immediate => said!["check 阶段执行", of_kind("immediate", &name), "。"],
        EntryKind::Request => said!["poll 阶段交付结果，执行", entry_name(&name), "。"],
        EntryKind::Close => said!["执行", of_kind("关闭回调", &name), "。"],
        EntryKind::ProcessEvent => said!["Node 在 `process` 上触发", entry_name(&name), "。"],
        EntryKind::Page(_) => said![entry_name(&name), "执行。"],
    }
}

/// A callback by its kind: "定时器 `done`（第 5 行）", "第 5 行的定时器".
fn of_kind(kind: &str, name: &Name) -> String {
    match name {
        Name::Anonymous(at) => said![line(*at), "的", kind],
        Name::Unknown => kind.to_owned(),
        Name::Named(..)
        | Name::Main
        | Name::AfterAwait(..)
        | Name::ThenableJob(_)
        | Name::PassThrough(_)
        | Name::EngineJob
        | Name::Request(_)
        | Name::Event(_) => format!("{kind} {}", entry_name(name)),
    }
}

pub(super) fn ended(told: &Told, entry: EntryId, threw: bool) -> String {
    let name = named(told, entry);
    let is = if threw { "抛出了错误" } else { "执行完毕" };
    if let Some(outer) = told.scene.running() {
        return said![name, is, "，", named(told, outer.card.id), "继续。"];
    }
    let waits = |queue, what: &str| match told.scene.len(queue) {
        0 => None,
        n => Some(said![n.to_string(), "个", what]),
    };
    let ticks = waits(Queue::Ticks, "nextTick 回调");
    let microtasks = waits(Queue::Microtasks, "微任务");
    let rule = told.rule();
    let left: Vec<_> = match rule {
        Some(Rule::MicrotaskEnded) => microtasks.into_iter().chain(ticks).collect(),
        Some(_) | None => ticks.into_iter().chain(microtasks).collect(),
    };
    match rule {
        Some(Rule::CallbackThrew) if !left.is_empty() => {
            said![name, is, "，", left.join("和 "), "要等下一次清空。"]
        }
        Some(Rule::BatchGoesOn) if !left.is_empty() => {
            said![name, is, "，", left.join("和 "), "要等这一批执行完。"]
        }
        Some(Rule::ProcessEventEnded) => said![name, is, "。"],
        Some(_) | None if threw || left.is_empty() => said![name, is, "，调用栈空了。"],
        Some(_) | None => {
            said![name, is, "，调用栈空了，接下来是", left.join("，然后是 "), "。"]
        }
    }
}

pub(super) fn phase_entered(told: &Told, phase: Phase) -> String {
    let has = match phase {
        Phase::Timers => match told.due_timers() {
            0 => "没有到期的定时器".to_owned(),
            n => format!("有 {n} 个定时器到期"),
        },
        Phase::Pending => "处理上一轮推迟的回调".to_owned(),
        Phase::Poll => match told.ready() {
            0 => "还没有操作完成".to_owned(),
            n => format!("有 {n} 个操作已完成"),
        },
        Phase::Check => match told.scene.len(Queue::Check) {
            0 => "没有 immediate".to_owned(),
            n => format!("有 {n} 个 immediate 可以执行"),
        },
        Phase::Close => match told.scene.len(Queue::Close) {
            0 => "没有正在关闭的句柄".to_owned(),
            n => format!("有 {n} 个关闭回调可以执行"),
        },
        Phase::Source(_) => "取出一个任务".to_owned(),
    };
    said!["事件循环进入", super::phase(phase), "阶段：", has, "。"]
}

pub(super) fn drain(told: &Told, queue: Queue) -> String {
    let n = told.scene.len(queue);
    match told.rule() {
        Some(Rule::TicksAgain) => {
            format!("再来一遍：微任务又安排了 {n} 个 nextTick 回调，先执行完才往下走。")
        }
        Some(Rule::TicksFirst) => format!("nextTick 队列优先，里面有 {n} 个回调。"),
        Some(Rule::MicrotasksAfterTicks) => {
            format!("nextTick 队列已空，现在清空微任务队列，里面有 {n} 个。")
        }
        Some(_) | None => {
            format!("这里先清空微任务队列，里面有 {n} 个；nextTick 回调要等。")
        }
    }
}

pub(super) fn waited(told: &Told) -> String {
    let until = match told.scene.timers().next() {
        Some(timer) if timer.left.0 == 0 => said![named(told, timer.waiting.card.id), "到期"],
        // A refreshed timer moves to the end of its list, whose old time stays set.
        Some(_) if told.scene.requests().next().is_none() => {
            "该查看某个定时器链表，但还没有定时器到期".to_owned()
        }
        Some(_) | None => "有操作完成".to_owned(),
    };
    let slept = format!("没有可执行的回调，poll 阶段休眠 {} ms，直到", ms(told.passed()));
    let now = format!("。现在是 {} ms。", ms(told.scene.time()));
    said![slept, until, now]
}
