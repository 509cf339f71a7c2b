//! 网页里发生的事，以及它们遵循的规则。

use super::{entry_name, glue, kind, line, named, phase, promise};
use crate::{
    scene::PageRule,
    text::{
        ms,
        told::{self, Told},
    },
    trace::{ClockCause, EntryId, EntryKind, Fact, PageEntry, Phase, Queue, TaskSource, Worker},
};

/// The step in a page's words; none where Node's are as true.
pub(super) fn sentence(told: &Told, fact: Fact) -> Option<String> {
    Some(match fact {
        Fact::EntryQueued { entry } => return queued(told, entry),
        Fact::TaskQueued { entry, .. } => ready(told, entry),
        Fact::TimerArmed { entry, due } => {
            let card = told.card(entry);
            let how = match told.page_rule() {
                Some(PageRule::IntervalOnGrid) => "重新计时",
                Some(_) | None => "开始计时",
            };
            let times = format!(" {} ms，到 {} ms 时成为任务。", card.duration_ms, ms(due));
            said![named(told, entry), how, times]
        }
        Fact::RequestTaken { entry, worker: Worker::Kernel } => {
            said!["网络开始处理", named(told, entry), "。"]
        }
        Fact::RequestCompleted { entry } => said![named(told, entry), "的响应到了。"],
        Fact::EntryStarted { entry } => return started(told, entry),
        Fact::EntryEnded { entry, threw } => ended(told, entry, threw),
        Fact::IterationBegan { iteration } => {
            format!("事件循环第 {iteration} 轮：取出一个任务。")
        }
        Fact::PhaseEntered { phase: from @ Phase::Source(_) } => {
            said!["事件循环取出一个任务，来源：", phase(from), "。"]
        }
        Fact::DrainBegan { .. } => {
            let n = told.scene.len(Queue::Microtasks);
            format!("微任务检查点：调用栈已空，微任务队列里有 {n} 个。")
        }
        Fact::DrainEnded => "微任务队列空了，检查点结束。".to_owned(),
        Fact::ClockMoved { cause: ClockCause::Spent, .. } => {
            let runs = told.scene.depth() > 0 || told.scene.running().is_some();
            let what = if runs { "代码执行用去" } else { "浏览器自身用去" };
            format!("{what} {} ms，现在是 {} ms。", ms(told.passed()), ms(told.scene.time()))
        }
        Fact::ClockMoved { cause: ClockCause::Waited, .. } => format!(
            "没有可执行的任务，事件循环等待 {} ms。现在是 {} ms。",
            ms(told.passed()),
            ms(told.scene.time())
        ),
        Fact::ErrorUncaught { value, handled } => {
            let error = told.value(value);
            let error = if error.is_empty() { "一个错误".to_owned() } else { error };
            let then = if handled {
                "`error` 监听函数阻止了报告"
            } else {
                "报告到控制台，页面继续运行"
            };
            said![error, "离开了所有调用：", then, "。"]
        }
        Fact::RejectionUnhandled { promise: id, handled } => {
            let then = if handled {
                "`unhandledrejection` 监听函数阻止了报告"
            } else {
                "报告到控制台，页面继续运行"
            };
            said![promise(id), "被拒绝，到现在仍没有处理函数：", then, "。"]
        }
        Fact::Exited { .. } => "再没有会发生的事：录制到此结束，网页则一直开着。".to_owned(),
        Fact::StatementReached { .. }
        | Fact::CallEntered { .. }
        | Fact::CallResumed { .. }
        | Fact::CallExited { .. }
        | Fact::AwaitSuspended { .. }
        | Fact::AwaitResumed { .. }
        | Fact::Thrown { .. }
        | Fact::PromiseCreated { .. }
        | Fact::PromiseSettled { .. }
        | Fact::ReactionAdded { .. }
        | Fact::EntryCancelled { .. }
        | Fact::EntryReferenced { .. }
        | Fact::RequestTaken { .. }
        | Fact::PhaseEntered { .. }
        | Fact::DecisionMade { .. }
        | Fact::ConsoleWrote { .. }
        | Fact::RejectionHandled { .. }
        | Fact::Stopped { .. } => return None,
    })
}

fn queued(told: &Told, entry: EntryId) -> Option<String> {
    let name = named(told, entry);
    match told.page_rule() {
        Some(PageRule::FetchBegan) => Some(said!["请求发出：", name, "。"]),
        Some(PageRule::FrameCallbackQueued) => Some(said![name, "将在下一帧执行。"]),
        Some(PageRule::IdleCallbackQueued) => Some(said![name, "要等到没有别的事可做时执行。"]),
        Some(_) | None => None,
    }
}

fn ready(told: &Told, entry: EntryId) -> String {
    let card = told.card(entry);
    let name = entry_name(&told::name(told.film, &card));
    let others = told.scene.len(Queue::Tasks).saturating_sub(1);
    let place = match told.page_rule() {
        _ if others == 0 => String::new(),
        Some(PageRule::UrgentTaskQueued) => "，排在优先级较低的任务之前".to_owned(),
        Some(_) | None => format!("，那里已有 {others} 个"),
    };
    match told.page_rule() {
        Some(PageRule::TimerBecomesTask) => said![name, "到期，进入任务队列", place, "。"],
        Some(PageRule::TimerQueuedNow) => said![name, "没有延迟，立即进入任务队列", place, "。"],
        Some(PageRule::ResponseArrived) => said![name, "进入任务队列", place, "。"],
        Some(_) | None => said![name, "（", kind(card.kind), "）进入任务队列", place, "。"],
    }
}

fn started(told: &Told, entry: EntryId) -> Option<String> {
    let card = told.card(entry);
    let name = entry_name(&told::name(told.film, &card));
    let what = match card.kind {
        EntryKind::Main => "脚本开始执行：它本身就是一个任务，这时调用栈是空的。".to_owned(),
        EntryKind::Timeout | EntryKind::Interval => said!["执行定时器的任务：", name, "。"],
        EntryKind::Request => said!["交付", name, "的响应。"],
        EntryKind::Page(PageEntry::Input) => said!["用户操作：派发", name, "。"],
        EntryKind::Page(PageEntry::Message) => said!["把消息交给", name, "。"],
        EntryKind::Page(PageEntry::PostedTask) => said!["执行 postTask 的任务：", name, "。"],
        EntryKind::Page(PageEntry::Event) => said!["页面触发", name, "。"],
        EntryKind::Page(PageEntry::Frame) => match told.scene.len(Queue::Rendering) {
            0 => "一帧：没有回调要执行，接着是样式、布局和绘制。".to_owned(),
            n => format!("一帧：先执行 {n} 个动画帧回调，然后是样式、布局和绘制。"),
        },
        EntryKind::Page(PageEntry::FrameCallback) => said!["执行动画帧回调：", name, "。"],
        EntryKind::Page(PageEntry::IdleCallback) => said!["执行空闲回调：", name, "。"],
        EntryKind::Page(PageEntry::Listener) => {
            let place = card.place.map(|place| told::line(told.film, place));
            let at = place.map_or_else(String::new, |at| format!("（{}）", line(at)));
            format!("调用 `{}` 的监听函数{at}。", card.label)
        }
        EntryKind::Tick
        | EntryKind::Reaction
        | EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::PassThrough
        | EntryKind::Microtask
        | EntryKind::EngineJob
        | EntryKind::Immediate
        | EntryKind::Close
        | EntryKind::ProcessEvent => return None,
    };
    Some(what)
}

fn ended(told: &Told, entry: EntryId, threw: bool) -> String {
    let card = told.card(entry);
    let name = if card.kind == EntryKind::Page(PageEntry::Listener) {
        format!("`{}` 的监听函数", card.label)
    } else if card.kind == EntryKind::Page(PageEntry::Frame) {
        "这一帧".to_owned()
    } else {
        named(told, entry)
    };
    let is = if threw { "抛出了错误" } else { "执行完毕" };
    let microtasks = told.scene.len(Queue::Microtasks);
    let jobs = format!("{microtasks} 个微任务");
    match told.page_rule() {
        Some(PageRule::ListenerEndedInScript) if microtasks > 0 => {
            said![name, is, "，但调用栈上还有脚本，", jobs, "要等。"]
        }
        Some(PageRule::ListenerEndedAlone | PageRule::TaskEnded) if microtasks > 0 => {
            said![name, is, "，调用栈空了，接下来是", jobs, "。"]
        }
        Some(PageRule::MicrotaskEnded) if microtasks > 0 => {
            said![name, is, "，接下来是", jobs, "。"]
        }
        Some(_) | None => said![name, is, "。"],
    }
}

pub(super) fn source(source: TaskSource) -> &'static str {
    match source {
        TaskSource::Timer => "定时器",
        TaskSource::UserInteraction => "用户交互",
        TaskSource::Networking => "网络",
        TaskSource::PostedMessage => "消息",
        TaskSource::PostedTask => "postTask",
        TaskSource::DomManipulation => "DOM 操作",
        TaskSource::Rendering => "渲染",
        TaskSource::Idle => "空闲",
    }
}

pub(super) fn entry_kind(entry: PageEntry) -> &'static str {
    match entry {
        PageEntry::Input => "用户输入",
        PageEntry::Message => "消息",
        PageEntry::PostedTask => "postTask 任务",
        PageEntry::Event => "事件",
        PageEntry::Frame => "帧",
        PageEntry::FrameCallback => "requestAnimationFrame",
        PageEntry::IdleCallback => "requestIdleCallback",
        PageEntry::Listener => "监听函数",
    }
}

/// What holds in general, whatever the step.
#[expect(clippy::too_many_lines, reason = "one text a rule")]
pub(super) fn rule(rule: PageRule) -> &'static str {
    match rule {
        PageRule::ScriptRuns => {
            "在事件循环看来，脚本和别的任务没有两样。脚本结束后，它安排的微任务先于任何其他任务执行。"
        }
        PageRule::TaskPerTurn => {
            "浏览器的事件循环没有阶段之分：取一个任务来执行，清空微任务队列，到了时候就更新渲染，然后从头再来。"
        }
        PageRule::TaskChosen => {
            "HTML 规范允许浏览器选择先处理哪个来源，但同一来源的任务绝不换序。Chrome 取优先级最高的：用户输入，其次是拖得太久的帧，再次是 user-blocking 任务，其余的先进先出。"
        }
        PageRule::TaskQueued => {
            "任务排到队尾。在 Chrome 里，定时器、消息、网络响应和事件优先级相同：先进先出。"
        }
        PageRule::UrgentTaskQueued => {
            "这个任务的优先级高于普通任务，所以排在所有等待者之前，不管它们等了多久。"
        }
        PageRule::TimerQueuedNow => {
            "这里的延迟 0 就是 0，不像 Node 会变成 1：回调立即成为任务，排在已有的任务之后。"
        }
        PageRule::TimerArmed => {
            "浏览器为每个定时器单独计时。时间一到，回调成为任务，再按次序等待。嵌套到第六层以后，延迟至少是 4 毫秒。"
        }
        PageRule::TimerBecomesTask => {
            "到期的定时器在两个任务之间、按到期先后成为任务。所以在一个很长的任务里新排的任务，会先于在它期间到期的定时器。"
        }
        PageRule::IntervalOnGrid => {
            "interval 的下一次时间落在最初的网格上，与回调实际何时执行无关：不会漂移，错过的就略去。"
        }
        PageRule::TimerRuns => {
            "每个定时器的回调都是单独的任务。两个定时器之间会清空微任务队列，也可能插进别的任务。"
        }
        PageRule::InputRuns => {
            "用户的操作优先级最高。但就是点击，也要等正在执行的任务和它的微任务全部结束。"
        }
        PageRule::MessageRuns => {
            "每条消息由单独的任务交付，按发送的先后。同一个端口的第二条消息，要等第一条处理完才排进任务队列。"
        }
        PageRule::PostedTaskRuns => {
            "`scheduler.postTask` 有三种优先级：user-blocking 先于普通任务，user-visible 与普通任务同级，background 在其后。`scheduler.yield()` 之后的部分先于同级的新任务。"
        }
        PageRule::PageEventRuns => {
            "有些事件由页面自己在一个任务里触发：先执行它的监听函数，再轮到后来排队的任务。"
        }
        PageRule::FetchBegan => {
            "网络在 JavaScript 之外工作。正在执行的任务结束之前，看不到任何响应。"
        }
        PageRule::ResponseArrived => "到达的响应按到达的先后成为任务：先发出的慢请求会排在后面。",
        PageRule::ResponseRuns => {
            "响应的任务会敲定 `fetch` 的 Promise，或者触发 `XMLHttpRequest` 的事件。读取正文还需要另一个任务。"
        }
        PageRule::FrameCallbackQueued => {
            "`requestAnimationFrame` 等待下一帧，60 Hz 时相隔约 16.7 毫秒。在一帧之内申请的回调属于再下一帧。"
        }
        PageRule::FrameRuns => {
            "一帧让屏幕跟上最新状态：先是动画帧回调，然后是样式、布局和绘制。它是普通优先级的任务；100 毫秒没有出帧，或者用户刚操作过，它就超过除输入以外的一切任务。"
        }
        PageRule::FrameCallbackRuns => {
            "同一帧的所有回调拿到同一个时间，即这一帧的开始。每个回调之后都清空微任务队列；布局和绘制在最后一个回调之后。"
        }
        PageRule::IdleCallbackQueued => {
            "`requestIdleCallback` 要等到没有任务时才执行。一连串的任务可以让它永远等下去，除非给了 timeout。"
        }
        PageRule::IdleRuns => {
            "没有任务，离下一帧和下一个定时器也还早：这是一小段空闲时间，最长 50 毫秒。"
        }
        PageRule::ListenerCalled => {
            "派发事件时逐个调用监听函数：先自上而下的捕获阶段，再到目标，最后自下而上冒泡。这是普通的调用，没有队列，也不等待。"
        }
        PageRule::ListenerEndedAlone => {
            "监听函数由浏览器调用，结束后调用栈是空的：微任务现在就执行，先于同一事件的下一个监听函数。"
        }
        PageRule::ListenerEndedInScript => {
            "事件由脚本派发（`click()`、`dispatchEvent`），脚本还在调用栈上。所以马上调用下一个监听函数，微任务要等脚本全部结束。"
        }
        PageRule::TaskEnded => {
            "回调结束、调用栈空了，就清空微任务队列，先于任何其他任务，也先于渲染。"
        }
        PageRule::StepsEnded => {
            "这个任务结束了，它的各个回调之后都有过检查点。事件循环去取下一个任务。"
        }
        PageRule::MicrotaskEnded => "一个微任务结束，检查点继续执行下一个，包括这期间新加入的。",
        PageRule::Checkpoint => {
            "微任务检查点会清空整个队列：Promise 回调、`await` 之后的部分、`queueMicrotask`、MutationObserver，先进先出。清空之前不执行任何任务，也不绘制。"
        }
        PageRule::CheckpointEnded => {
            "微任务队列空了。到这时被拒绝而仍无人处理的 Promise，会得到一个报告它们的任务。事件循环继续。"
        }
        PageRule::Cancelled => {
            "轮到之前被取消的就不再执行：`clearTimeout` 和 `clearInterval` 共用编号，`cancelAnimationFrame` 另有自己的编号。"
        }
        PageRule::ClockSpent => {
            "任务执行期间时间照走，但别的什么都不能执行：定时器、点击、渲染都要等它结束。"
        }
        PageRule::ClockWaited => {
            "没有任务时，事件循环休眠，直到定时器到期、需要出帧、响应到达或者用户操作。"
        }
        PageRule::ErrorReported => {
            "没人捕获的错误只结束这个回调，不会结束页面。窗口的 `error` 事件当场触发，先于微任务；然后浏览器继续下一个任务。"
        }
        PageRule::RejectionReported => {
            "检查点之后，浏览器查看被拒绝而没有处理函数的 Promise，排一个任务来触发 `unhandledrejection`。在那之前的任务里补上处理函数，还来得及。"
        }
        PageRule::RejectionHandledLate => {
            "处理函数来得比报告晚，浏览器只能用 `rejectionhandled` 事件告知一声。"
        }
        PageRule::NothingLeft => {
            "网页没事可做时并不结束，事件循环会等下一个事件。这里再没有定时器、请求和用户操作，录制就此结束。"
        }
    }
}
