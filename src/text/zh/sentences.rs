//! 每一步发生了什么，用一句话说。

use super::{entry_name, function_name, line, promise};
use crate::{
    scene::{Resumed, Rule},
    text::{
        ms,
        told::{Name, Told, name},
    },
    trace::{
        ClockCause, EntryId, EntryKind, ExitKind, Fact, Phase, PromiseId, PromiseOrigin, Queue,
        SiteId, SiteKind, StopCause, Stream, Value, WaitId, Worker,
    },
};

/// What the step does.
pub(in crate::text) fn sentence(told: &Told) -> String {
    let Some(fact) = told.fact() else {
        return "还没有执行任何代码：调用栈和所有队列都是空的。".to_owned();
    };
    match fact {
        Fact::StatementReached { site } => statement(told, site),
        Fact::CallEntered { site } => called(told, site),
        Fact::CallResumed { site } => {
            format!("{}从 `yield` 处继续执行。", function_name(&told.function(site)))
        }
        Fact::CallExited { how, value } => exited(told, how, value),
        Fact::AwaitSuspended { wait } => suspended(told, wait),
        Fact::AwaitResumed { wait, rejected, value } => resumed(told, wait, rejected, value),
        Fact::Thrown { value } => format!("{}抛出{}。", here(told), shown(told, value, "一个值")),
        Fact::PromiseCreated { promise } => created(told, promise),
        Fact::PromiseSettled { promise, rejected, value } => {
            settled(told, promise, rejected, value)
        }
        Fact::ReactionAdded { promise: id, .. } => match told.reactions(id) {
            Some(_) => format!(
                "给 {} 添加了处理函数。它还在待定（pending），处理函数跟着它等，不在任何队列里。",
                promise(id)
            ),
            None => format!("处理函数属于 {}，它已经敲定，所以处理函数马上入队。", promise(id)),
        },
        Fact::EntryQueued { entry } => queued(told, entry),
        Fact::TimerArmed { entry, due } => {
            let how = match told.rule() {
                Some(Rule::IntervalRearmed) => "再次计时",
                Some(Rule::TimerRefreshed) => "重新计时",
                Some(_) | None => "开始计时",
            };
            format!(
                "{}{how}，时长 {} ms，最早 {} ms 时到期。",
                named(told, entry),
                told.card(entry).duration_ms,
                ms(due)
            )
        }
        Fact::EntryCancelled { entry } => format!("{}被取消，不会再执行。", named(told, entry)),
        Fact::EntryReferenced { entry, referenced: true } => {
            format!("{}重新让事件循环保持存活。", named(told, entry))
        }
        Fact::EntryReferenced { entry, referenced: false } => {
            format!("{}不再让事件循环保持存活。", named(told, entry))
        }
        Fact::RequestTaken { entry, worker: Worker::Thread(thread) } => {
            format!("线程池的第 {thread} 号线程开始处理{}。", named(told, entry))
        }
        Fact::RequestTaken { entry, worker: Worker::Kernel } => {
            format!("操作系统开始关注{}。", named(told, entry))
        }
        Fact::RequestCompleted { entry } => {
            format!("{}完成了，它的回调在等轮询阶段。", named(told, entry))
        }
        Fact::EntryStarted { entry } => started(told, entry),
        Fact::EntryEnded { entry, threw } => ended(told, entry, threw),
        Fact::IterationBegan { iteration } => {
            format!("第 {iteration} 轮循环开始：还有东西让事件循环保持存活。")
        }
        Fact::PhaseEntered { phase } => phase_entered(told, phase),
        Fact::DrainBegan { queue, round } => drain(told, queue, round),
        Fact::DrainEnded => match told.rule() {
            Some(Rule::DrainCutOff) => "清空队列的过程被错误打断，剩下的要等下一次。".to_owned(),
            Some(_) | None => "nextTick 队列和微任务队列都空了，事件循环可以往下走。".to_owned(),
        },
        Fact::ClockMoved { cause: ClockCause::Spent, .. } => {
            let runs = told.scene.depth() > 0 || told.scene.running().is_some();
            let what =
                if runs { "代码执行用去" } else { "事件循环往下走之前过去了" };
            format!("{what} {} ms，现在是 {} ms。", ms(told.passed()), ms(told.scene.time()))
        }
        Fact::ClockMoved { cause: ClockCause::Waited, .. } => waited(told),
        Fact::DecisionMade { decision } => super::decision(told.film, decision),
        Fact::ConsoleWrote { stream, text } => wrote(told, stream, told.film.trace().text(text)),
        Fact::ErrorUncaught { value, handled } => {
            let then = if handled {
                "交给 `uncaughtException` 的监听函数"
            } else {
                "没有人捕获，进程结束"
            };
            format!("{}离开了所有调用：{then}。", shown(told, value, "一个错误"))
        }
        Fact::RejectionUnhandled { promise: id, handled } => {
            let then = match told.rule() {
                _ if handled => "通知 `unhandledRejection` 的监听函数",
                Some(Rule::RejectionWarns) => "Node 打印一条警告",
                Some(_) | None => "Node 把它当作未捕获的错误",
            };
            let reason = told.settled(id).map_or_else(String::new, |now| with(told, now.value));
            format!("{} 被拒绝{reason}，队列清空时仍没有处理函数：{then}。", promise(id))
        }
        Fact::RejectionHandled { promise: id } => {
            format!("{} 先前被报告为未处理，现在终于有了处理函数。", promise(id))
        }
        Fact::Exited { code } => format!("进程结束，退出码 {code}。"),
        Fact::Stopped { cause } => stopped(cause).to_owned(),
    }
}

fn statement(told: &Told, site: SiteId) -> String {
    let words = told.snippet(site);
    let is_expression = told.kind(site) == SiteKind::Expression;
    let verb = if is_expression { "求值" } else { "执行" };
    let at = line(crate::text::told::line(told.film, told.film.place(site)));
    if words.is_empty() { format!("{verb}{at}。") } else { format!("{verb}{at}：`{words}`") }
}

fn called(told: &Told, site: SiteId) -> String {
    let name = function_name(&told.function(site));
    let from = match told.caller() {
        Some(at) => format!("{}调用{name}", line(at)),
        None => format!("调用栈为空，{name}被调用"),
    };
    match told.kind(site) {
        SiteKind::Program => format!("{name}开始执行。"),
        SiteKind::AsyncFunction => {
            format!("{from}：它是 async 函数，但会立即执行，直到遇到第一个 `await`。")
        }
        SiteKind::Generator | SiteKind::AsyncGenerator => format!("{from}：生成器开始执行。"),
        SiteKind::Function
        | SiteKind::Statement
        | SiteKind::Expression
        | SiteKind::Await
        | SiteKind::Return
        | SiteKind::Throw
        | SiteKind::Call => format!("{from}。"),
    }
}

fn exited(told: &Told, how: ExitKind, value: Value) -> String {
    let left = told.before.calls().next();
    let name = left
        .map_or_else(|| "这次调用".to_owned(), |left| function_name(&told.function(left.function)));
    let back = match told.line() {
        Some(at) if told.scene.depth() > 0 => format!("，回到{}", line(at)),
        Some(_) | None => String::new(),
    };
    let value = with(told, value);
    match (how, told.rule()) {
        (ExitKind::Returned, Some(Rule::AsyncReturned)) => {
            let back = if left.is_some_and(|left| resumed_by_await(left.resumed)) {
                String::new()
            } else {
                back
            };
            format!("{name}执行完毕，解决（resolve）它的 Promise{}{back}。", value_with(&value))
        }
        (ExitKind::Returned, _) => format!("{name}返回{value}{back}。"),
        (ExitKind::Threw, Some(Rule::AsyncThrew)) => {
            format!("{name}抛出{value}：它的 Promise 被拒绝，调用者照常往下走。")
        }
        (ExitKind::Threw, _) => format!("错误{value} 离开了 {name}{back}。"),
        (ExitKind::Yielded, _) => format!("{name}产出{value}，离开调用栈{back}。"),
    }
}

fn resumed_by_await(resumed: Option<Resumed>) -> bool {
    matches!(resumed, Some(Resumed::Await(_)))
}

fn suspended(told: &Told, wait: WaitId) -> String {
    let (function, at) = told.wait(wait);
    let then = match told.line() {
        Some(at) => format!("调用者从{}继续", line(at)),
        None => "调用栈空了".to_owned(),
    };
    format!("{}在{}的 `await` 处暂停，离开调用栈；{then}。", function_name(&function), line(at))
}

fn resumed(told: &Told, wait: WaitId, rejected: bool, value: Value) -> String {
    let (function, at) = told.wait(wait);
    let name = function_name(&function);
    let value = with(told, value);
    match (rejected, value.is_empty()) {
        (true, _) => format!("{name}回到调用栈：{}的 `await` 抛出{value}。", line(at)),
        (false, true) => format!("{name}回到调用栈，从{}的 `await` 之后继续。", line(at)),
        (false, false) => format!("{name}回到调用栈：{}的 `await` 得到{value}。", line(at)),
    }
}

fn created(told: &Told, id: PromiseId) -> String {
    let record = told.film.trace().promise(id);
    let place = record.site.map(|site| crate::text::told::line(told.film, told.film.place(site)));
    let at = place.map_or_else(String::new, line);
    let name = promise(id);
    match record.origin {
        PromiseOrigin::Then => {
            format!("{at}的 `then` 返回一个新的 {name}，它的结果由处理函数决定。")
        }
        PromiseOrigin::Async => {
            format!("{at}的 async 调用交给调用者 {name}，函数结束前它一直待定（pending）。")
        }
        PromiseOrigin::Call => format!("{at}创建了 {name}，状态是待定（pending）。"),
        PromiseOrigin::Seen => format!("第一次见到 {name}。"),
    }
}

fn settled(told: &Told, id: PromiseId, rejected: bool, value: Value) -> String {
    let how = if rejected { "被拒绝（rejected）" } else { "兑现（fulfilled）" };
    let then = match told.reactions(id) {
        Some(0) => "；还没有人在等它".to_owned(),
        Some(n) => format!("；等它的 {n} 个处理函数进入微任务队列"),
        None => String::new(),
    };
    let value = with(told, value);
    let value = match (value.is_empty(), rejected) {
        (true, _) => String::new(),
        (false, true) => format!("，原因是{value}"),
        (false, false) => format!("，值是{value}"),
    };
    format!("{} {how}{value}{then}。", promise(id))
}

fn queued(told: &Told, entry: EntryId) -> String {
    let card = told.card(entry);
    let name = named(told, entry);
    let Some(queue) = card.kind.queue() else {
        return format!("{name}由 Node 直接调用，不经过任何队列。");
    };
    let behind = match told.waited(queue) {
        0 => String::new(),
        n => format!("，前面还有 {n} 个"),
    };
    match card.kind {
        EntryKind::Reaction | EntryKind::PassThrough => {
            let why = card.promise.and_then(|id| {
                let now = told.settled(id)?;
                let how = if now.rejected { "已被拒绝" } else { "已兑现" };
                Some(format!("{} {how}，", promise(id)))
            });
            format!("{}{name}进入微任务队列{behind}。", why.unwrap_or_default())
        }
        EntryKind::Request => {
            format!("{name}在 JavaScript 之外开始，它的回调将在轮询阶段执行。")
        }
        EntryKind::Timeout | EntryKind::Interval => format!("{name}成为定时器。"),
        EntryKind::Immediate
            if told.scene.waiting(entry).is_some_and(|card| card.next_iteration) =>
        {
            format!("{name}进入检查队列，要等下一轮循环{behind}。")
        }
        EntryKind::Main
        | EntryKind::Tick
        | EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::Microtask
        | EntryKind::EngineJob
        | EntryKind::Immediate
        | EntryKind::Close
        | EntryKind::ProcessEvent => format!("{name}进入{}{behind}。", super::queue(queue)),
    }
}

fn started(told: &Told, entry: EntryId) -> String {
    let card = told.card(entry);
    let name = name_of(told, entry);
    match card.kind {
        EntryKind::Main => "主脚本开始执行，这时调用栈是空的。".to_owned(),
        EntryKind::Tick => format!("{}出队执行。", a(" nextTick 回调", &name).trim_start()),
        EntryKind::Reaction => match card.promise.and_then(|id| Some((id, told.settled(id)?))) {
            Some((id, now)) => {
                let how = if now.rejected { "已被拒绝" } else { "已兑现" };
                format!("{}出队执行：{} {how}。", a("微任务", &name), promise(id))
            }
            None => format!("{}出队执行。", a("微任务", &name)),
        },
        EntryKind::Microtask => format!("{}出队执行。", a("微任务", &name)),
        EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::PassThrough
        | EntryKind::EngineJob => {
            format!("{}从微任务队列出队执行。", entry_name(&name).trim_start())
        }
        EntryKind::Timeout | EntryKind::Interval => {
            let due = told.before.timer(entry).map_or_else(String::new, |timer| {
                format!("：它在 {} ms 到期，现在是 {} ms", ms(timer.due), ms(told.scene.time()))
            });
            let although = told.overtaken().map_or_else(String::new, |other| {
                format!("，比更早到期、但在另一个链表里的{}先执行", named(told, other))
            });
            format!("{}执行{due}{although}。", a("定时器", &name))
        }
        EntryKind::Immediate => format!("检查阶段执行{}。", a(" immediate ", &name)),
        EntryKind::Request => format!("轮询阶段交付{}，执行它的回调。", entry_name(&name)),
        EntryKind::Close => format!("执行{}。", a("关闭回调", &name)),
        EntryKind::ProcessEvent => format!("Node 在 `process` 上触发 {}。", entry_name(&name)),
    }
}

/// A callback by its kind: "定时器 `done`（第 5 行）", "第 5 行的定时器".
fn a(kind: &str, name: &Name) -> String {
    match name {
        Name::Anonymous(at) => format!("{}的{kind}", line(*at)),
        Name::Unknown => kind.to_owned(),
        Name::Named(..)
        | Name::Main
        | Name::AfterAwait(..)
        | Name::ThenableJob(_)
        | Name::PassThrough(_)
        | Name::EngineJob
        | Name::Request(_)
        | Name::Event(_) => format!("{} {}", kind.trim_end(), entry_name(name).trim_start()),
    }
}

fn ended(told: &Told, entry: EntryId, threw: bool) -> String {
    let name = named(told, entry);
    let is = if threw { "抛出了错误" } else { "执行完毕" };
    if let Some(outer) = told.scene.running() {
        return format!("{name}{is}，{}继续。", entry_name(&name_of(told, outer.card.id)));
    }
    let waits = |queue, what: &str| match told.scene.len(queue) {
        0 => None,
        n => Some(format!(" {n} 个{what}")),
    };
    let ticks = waits(Queue::Ticks, " nextTick 回调");
    let microtasks = waits(Queue::Microtasks, "微任务");
    let left: Vec<_> = ticks.into_iter().chain(microtasks).collect();
    let left = left.join("和");
    match told.rule() {
        Some(Rule::CallbackThrew) if !left.is_empty() => {
            format!("{name}{is}，{}要等下一次清空。", left.trim_start())
        }
        Some(Rule::BatchGoesOn) if !left.is_empty() => {
            format!("{name}{is}，{}要等这一批执行完。", left.trim_start())
        }
        Some(Rule::ProcessEventEnded) => format!("{name}{is}。"),
        Some(_) | None if left.is_empty() => format!("{name}{is}，调用栈空了。"),
        Some(_) | None => format!("{name}{is}，调用栈空了，轮到{left}。"),
    }
}

fn phase_entered(told: &Told, phase: Phase) -> String {
    let has = match phase {
        Phase::Timers => match told.due_timers() {
            0 => "没有到期的定时器".to_owned(),
            n => format!("有 {n} 个定时器到期"),
        },
        Phase::Pending => "处理上一轮推迟的回调".to_owned(),
        Phase::Poll => "在这里交付已完成的操作".to_owned(),
        Phase::Check => match told.scene.len(Queue::Check) {
            0 => "没有 immediate".to_owned(),
            n => format!("有 {n} 个 immediate 可以执行"),
        },
        Phase::Close => match told.scene.len(Queue::Close) {
            0 => "没有正在关闭的句柄".to_owned(),
            n => format!("有 {n} 个关闭回调可以执行"),
        },
    };
    format!("事件循环进入{}阶段：{has}。", super::phase(phase))
}

fn drain(told: &Told, queue: Queue, round: u32) -> String {
    let n = told.scene.len(queue);
    match told.rule() {
        Some(Rule::TicksAgain) => {
            format!("第 {round} 遍：微任务又安排了 {n} 个 nextTick 回调，先执行它们。")
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

fn waited(told: &Told) -> String {
    let until = match told.scene.timers().next() {
        Some(timer) if timer.left.0 == 0 => {
            format!("{}到期", named(told, timer.waiting.card.id))
        }
        Some(_) | None => "有操作完成".to_owned(),
    };
    format!(
        "没有可执行的回调，轮询阶段休眠 {} ms，直到{until}。现在是 {} ms。",
        ms(told.passed()),
        ms(told.scene.time())
    )
}

fn wrote(told: &Told, stream: Stream, text: &str) -> String {
    let text = crate::text::shortened(text.strip_suffix('\n').unwrap_or(text), 80);
    let to = match stream {
        Stream::Stdout => "输出",
        Stream::Stderr => "向 stderr 输出",
    };
    format!("{}{to}：{text}", here(told))
}

fn stopped(cause: StopCause) -> &'static str {
    match cause {
        StopCause::Steps => "录制到此为止：步数预算用完了。",
        StopCause::WallTime => "录制到此为止：程序运行时间过长。",
        StopCause::Memory => "录制到此为止：程序占用内存过多。",
        StopCause::Engine => "录制到此为止：JavaScript 引擎无法继续。",
    }
}

/// The line that runs, as a subject.
fn here(told: &Told) -> String {
    told.line().map_or_else(|| "Node ".to_owned(), line)
}

fn named(told: &Told, entry: EntryId) -> String {
    entry_name(&name_of(told, entry))
}

fn name_of<'a>(told: &Told<'a>, entry: EntryId) -> Name<'a> {
    name(told.film, &told.card(entry))
}

/// " 3", or nothing for a value that is not known.
fn with(told: &Told, value: Value) -> String {
    let value = told.value(value);
    if value.is_empty() { value } else { format!(" {value}") }
}

/// " 3 ", or other words for a value that is not known.
fn shown(told: &Told, value: Value, unknown: &str) -> String {
    let value = told.value(value);
    if value.is_empty() { unknown.to_owned() } else { format!(" {value} ") }
}

/// "，值为 3" from " 3".
fn value_with(value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("，值为{value}") }
}
