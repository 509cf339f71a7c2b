//! 每一步发生了什么，用一句话说。

use super::{
    function_name, glue, line, named,
    progress::{drain, ended, phase_entered, queued, started, waited},
    promise,
};
use crate::{
    scene::{Resumed, Rule},
    text::{
        ms, shortened,
        told::{self, Told},
    },
    trace::{
        ClockCause, ExitKind, Fact, PromiseId, PromiseOrigin, SiteId, SiteKind, StopCause, Stream,
        Value, WaitId, Worker,
    },
};

/// What the step does.
#[expect(clippy::too_many_lines, reason = "one arm a fact")]
pub(in crate::text) fn sentence(told: &Told) -> String {
    let Some(fact) = told.fact() else {
        return "还没有执行任何代码：调用栈和所有队列都是空的。".to_owned();
    };
    if told.film.runtime().is_browser()
        && let Some(words) = super::page::sentence(told, fact)
    {
        return words;
    }
    match fact {
        Fact::StatementReached { site } => statement(told, site),
        Fact::CallEntered { site } => called(told, site),
        Fact::CallResumed { site } => {
            said![function_name(&told.function(site)), "从 `yield` 处继续执行。"]
        }
        Fact::CallExited { how, value } => exited(told, how, value),
        Fact::AwaitSuspended { wait } => suspended(told, wait),
        Fact::AwaitResumed { wait, rejected, value } => resumed(told, wait, rejected, value),
        Fact::Thrown { value } => said![here(told), "抛出", known(told, value, "一个值"), "。"],
        Fact::PromiseCreated { promise } => created(told, promise),
        Fact::PromiseSettled { promise, rejected, value } => {
            settled(told, promise, rejected, value)
        }
        Fact::ReactionAdded { promise: id, .. } => match told.reactions(id) {
            Some(_) => said![
                "给",
                promise(id),
                "添加了处理函数。它还是待定（pending）状态，处理函数先存放在它身上，不在任何队列里。"
            ],
            None => said!["处理函数属于", promise(id), "，它已经敲定，所以处理函数当时就入队了。"],
        },
        Fact::EntryQueued { entry } | Fact::TaskQueued { entry, .. } => queued(told, entry),
        Fact::TimerArmed { entry, due } => {
            let how = match told.rule() {
                Some(Rule::IntervalRearmed) => "再次计时",
                Some(Rule::TimerRefreshed) => "重新计时",
                Some(_) | None => "开始计时",
            };
            let duration = told.card(entry).duration_ms;
            let times = format!("，时长 {duration} ms，最早 {} ms 时到期。", ms(due));
            said![named(told, entry), how, times]
        }
        Fact::EntryCancelled { entry } => said![named(told, entry), "被取消，不会再执行。"],
        Fact::EntryReferenced { entry, referenced: true } => {
            said![named(told, entry), "重新让事件循环保持存活。"]
        }
        Fact::EntryReferenced { entry, referenced: false } => {
            said![named(told, entry), "不再让事件循环保持存活。"]
        }
        Fact::RequestTaken { entry, worker: Worker::Thread(thread) } => {
            let thread = format!("线程池的 {thread} 号线程开始处理");
            said![thread, named(told, entry), "的请求。"]
        }
        Fact::RequestTaken { entry, worker: Worker::Kernel } => {
            said!["操作系统开始处理", named(told, entry), "的请求。"]
        }
        Fact::RequestCompleted { entry } => {
            said![named(told, entry), "的请求完成了，它要等 poll 阶段。"]
        }
        Fact::EntryStarted { entry } => started(told, entry),
        Fact::EntryEnded { entry, threw } => ended(told, entry, threw),
        Fact::IterationBegan { iteration } => {
            format!("第 {iteration} 轮循环开始：还有东西让事件循环保持存活。")
        }
        Fact::PhaseEntered { phase } => phase_entered(told, phase),
        Fact::DrainBegan { queue, .. } => drain(told, queue),
        Fact::DrainEnded => match told.rule() {
            Some(Rule::DrainCutOff) => "清空队列的过程被错误打断，剩下的要等下一次。".to_owned(),
            Some(_) | None => "nextTick 队列和微任务队列都空了，事件循环可以往下走。".to_owned(),
        },
        Fact::ClockMoved { cause: ClockCause::Spent, .. } => {
            let runs = told.scene.depth() > 0 || told.scene.running().is_some();
            let what = if runs { "代码执行用去" } else { "Node 自身用去" };
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
            said![known(told, value, "一个错误"), "离开了所有调用：", then, "。"]
        }
        Fact::RejectionUnhandled { promise: id, handled } => {
            let then = match told.rule() {
                _ if handled => "通知 `unhandledRejection` 的监听函数",
                Some(Rule::RejectionWarns) => "Node 打印一条警告",
                Some(_) | None => "Node 把它当作未捕获的错误",
            };
            let reason = told.settled(id).map(|now| told.value(now.value));
            let reason = reason.filter(|reason| !reason.is_empty());
            let reason = reason.map_or_else(String::new, |reason| said!["，原因是", reason]);
            said![promise(id), "被拒绝", reason, "；队列清空时仍没有处理函数：", then, "。"]
        }
        Fact::RejectionHandled { promise: id } => {
            said![promise(id), "先前被报告为未处理，现在终于有了处理函数。"]
        }
        Fact::Exited { code } => format!("进程结束，退出码 {code}。"),
        Fact::Stopped { cause } => stopped(cause).to_owned(),
    }
}

fn statement(told: &Told, site: SiteId) -> String {
    let words = told.snippet(site);
    let is_expression = told.kind(site) == SiteKind::Expression;
    let verb = if is_expression { "求值" } else { "执行" };
    let at = line(told::line(told.film, told.film.place(site)));
    if words.is_empty() { said![verb, at, "。"] } else { said![verb, at, "：`", words, "`"] }
}

fn called(told: &Told, site: SiteId) -> String {
    let name = function_name(&told.function(site));
    let from = match told.caller() {
        Some(at) => said![line(at), "调用", name],
        None => said!["调用栈为空，", name, "被调用"],
    };
    match told.kind(site) {
        SiteKind::Program => said![name, "开始执行。"],
        SiteKind::AsyncFunction => {
            said![from, "：它是 async 函数，但会立即执行，直到遇到第一个 `await`。"]
        }
        SiteKind::Generator | SiteKind::AsyncGenerator => said![from, "：生成器开始执行。"],
        SiteKind::Function
        | SiteKind::Statement
        | SiteKind::Expression
        | SiteKind::Await
        | SiteKind::Return
        | SiteKind::Throw
        | SiteKind::Call => said![from, "。"],
    }
}

fn exited(told: &Told, how: ExitKind, value: Value) -> String {
    let left = told.before.calls().next();
    let name = left
        .map_or_else(|| "这次调用".to_owned(), |left| function_name(&told.function(left.function)));
    let back = told.line().map_or_else(String::new, |at| said!["，回到", line(at)]);
    let value = told.value(value);
    match (how, told.rule()) {
        (ExitKind::Returned, Some(Rule::AsyncReturned)) => {
            let value = if value.is_empty() { value } else { said!["，值为", value] };
            let was_resumed = left.is_some_and(|left| resumed_by_await(left.resumed));
            let back = if was_resumed { String::new() } else { back };
            said![name, "执行完毕，解决（resolve）它的 Promise", value, back, "。"]
        }
        (ExitKind::Returned, _) => said![name, "返回", value, back, "。"],
        (ExitKind::Threw, Some(Rule::AsyncThrew)) => {
            let value = if value.is_empty() { "错误".to_owned() } else { value };
            said![name, "抛出", value, "：它的 Promise 被拒绝，调用者照常往下走。"]
        }
        (ExitKind::Threw, _) => {
            let value = if value.is_empty() { "错误".to_owned() } else { value };
            said![name, "因", value, "而结束", back, "。"]
        }
        (ExitKind::Yielded, _) => said![name, "产出", value, "，离开调用栈", back, "。"],
    }
}

fn resumed_by_await(resumed: Option<Resumed>) -> bool {
    matches!(resumed, Some(Resumed::Await(_)))
}

fn suspended(told: &Told, wait: WaitId) -> String {
    let (function, at) = told.wait(wait);
    let then = match told.line() {
        Some(at) => said!["调用者从", line(at), "继续"],
        None => "调用栈空了".to_owned(),
    };
    let name = function_name(&function);
    said![name, "在", line(at), "的", "`await`", "处暂停，离开调用栈；", then, "。"]
}

fn resumed(told: &Told, wait: WaitId, rejected: bool, value: Value) -> String {
    let (function, at) = told.wait(wait);
    let name = function_name(&function);
    let value = told.value(value);
    if value.is_empty() && !rejected {
        return said![name, "回到调用栈，从", line(at), "的", "`await`", "之后继续。"];
    }
    let gives = if rejected { "抛出" } else { "得到" };
    said![name, "回到调用栈：", line(at), "的", "`await`", gives, value, "。"]
}

fn created(told: &Told, id: PromiseId) -> String {
    let record = told.film.trace().promise(id);
    let place = record.site.map(|site| told::line(told.film, told.film.place(site)));
    let of = place.map_or_else(String::new, |at| said![line(at), "的"]);
    match record.origin {
        PromiseOrigin::Then => {
            said![of, "`then`", "返回新的", promise(id), "，它的结果由处理函数决定。"]
        }
        PromiseOrigin::Async => {
            let then = "，函数结束前它一直待定（pending）。";
            said![of, "async 调用交给调用者", promise(id), then]
        }
        PromiseOrigin::Call => {
            let at = place.map_or_else(String::new, line);
            let state =
                if told.settles_next(id) { "。" } else { "，状态是待定（pending）。" };
            said![at, "创建了", promise(id), state]
        }
        PromiseOrigin::Seen if told.is_awaits_own(id) => {
            said!["`await`", "另外创建", promise(id), "来等待，它跟随等待的值。"]
        }
        PromiseOrigin::Seen => said!["第一次见到", promise(id), "。"],
    }
}

fn settled(told: &Told, id: PromiseId, rejected: bool, value: Value) -> String {
    let how = if rejected { "被拒绝（rejected）" } else { "兑现（fulfilled）" };
    let then = match told.reactions(id) {
        Some(0) => "；还没有人在等它".to_owned(),
        Some(n) => format!("；在等它的 {n} 个回调因此进入了微任务队列"),
        None => String::new(),
    };
    let value = told.value(value);
    let value = match (value.is_empty(), rejected) {
        (true, _) => String::new(),
        (false, true) => said!["，原因是", value],
        (false, false) => said!["，值是", value],
    };
    said![promise(id), how, value, then, "。"]
}

fn wrote(told: &Told, stream: Stream, text: &str) -> String {
    let text = shortened(text.strip_suffix('\n').unwrap_or(text), 80);
    let prints = match stream {
        Stream::Stdout => "输出：",
        Stream::Stderr => "向 stderr 输出：",
    };
    said![here(told), prints, text]
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
    told.line().map_or_else(|| "Node".to_owned(), line)
}

/// The value, or other words for one that is not known.
fn known(told: &Told, value: Value, unknown: &str) -> String {
    let value = told.value(value);
    if value.is_empty() { unknown.to_owned() } else { value }
}
