//! The tracks that lessons are grouped by, in the order in which to walk them.

use crate::text::Lang;

/// Id, English and Chinese title of every track of the shipped lessons.
const TRACKS: [(&str, &str, &str); 17] = [
    ("stack", "The call stack, and running to completion", "调用栈与一口气执行到底"),
    ("timers", "Timers", "定时器"),
    ("promises", "Promises and microtasks", "Promise 与微任务"),
    ("chains", "Chains and interleaving", "Promise 链与交替执行"),
    ("await", "async and await", "async 与 await"),
    ("generators", "Generators and coroutines", "生成器与协程"),
    ("errors", "Errors", "错误处理"),
    ("ticks", "process.nextTick", "process.nextTick"),
    ("phases", "Phases, immediates, input and output", "循环的各个阶段、setImmediate 与 I/O"),
    ("ordering", "Which comes first", "谁先谁后"),
    ("pool", "Thread pool, close, unref, exit", "线程池、关闭、unref 与退出"),
    ("starvation", "Starving and blocking the loop", "饿死与阻塞事件循环"),
    ("versions", "Modules, versions, browsers", "模块、版本与浏览器"),
    ("browser", "The browser's loop", "浏览器的事件循环"),
    ("events", "Events", "事件"),
    ("flow", "Flow control", "流程控制"),
    ("myths", "Misconceptions", "常见误解"),
];

/// Where a track stands among the others: those we do not know come last, by name.
pub fn rank(track: &str) -> (usize, String) {
    let known = TRACKS.iter().position(|(id, ..)| *id == track);
    (known.unwrap_or(TRACKS.len()), track.to_owned())
}

/// What a track is called; one that we do not know is called by its id.
pub fn title(track: &str, lang: Lang) -> &str {
    match (TRACKS.iter().find(|(id, ..)| *id == track), lang) {
        (Some((_, en, _)), Lang::En) => en,
        (Some((_, _, zh)), Lang::Zh) => zh,
        (None, _) => track,
    }
}

/// The ids of the tracks, in order.
pub fn ids() -> impl Iterator<Item = &'static str> {
    TRACKS.iter().map(|(id, ..)| *id)
}
