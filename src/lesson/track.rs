//! The tracks that lessons are grouped by, in the order in which to walk them.

use std::collections::BTreeMap;

use super::Lesson;
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

/// Puts lessons into the order in which to walk them: track by track, the easier first, and
/// of equals none before what it needs.
pub fn sort(lessons: &mut [Lesson]) {
    let mut depths: BTreeMap<String, usize> = BTreeMap::new();
    // Each round finds what is one lesson deeper; a circle has no end, so the rounds have one.
    for _ in 0..lessons.len() {
        let before = depths.clone();
        for it in lessons.iter() {
            let below = it.needs.iter().map(|name| before.get(name).map_or(0, |depth| depth + 1));
            depths.insert(it.name.clone(), below.max().unwrap_or(0));
        }
        if depths == before {
            break;
        }
    }
    lessons.sort_by_cached_key(|it| {
        (rank(&it.track), it.level, depths.get(&it.name).copied(), it.name.clone())
    });
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
