//! The few words of the view itself, in English and Chinese.
//!
//! What a step means and why it came is said by `text`; here are titles and units. Words of
//! the trade stay English in both languages, as Node's Chinese documents keep them: timers,
//! poll, check, tick.

use super::{Lane, Panel, View};
use crate::{
    text::{self, Lang},
    trace::{Phase, StopCause, Worker},
};

/// A panel's title. The numbers are the order in which the machinery is emptied.
pub(super) fn title(panel: Panel, lang: Lang) -> &'static str {
    let [en, zh] = match panel {
        Panel::Source => ["program", "程序"],
        Panel::Console => ["console", "控制台"],
        Panel::Stack => ["call stack", "调用栈"],
        Panel::Variables => ["variables", "变量"],
        Panel::Ticks => ["1 ticks", "1 tick"],
        Panel::Microtasks => ["2 microtasks", "2 微任务"],
        Panel::Loop => ["event loop", "事件循环"],
        Panel::Timers => ["3 timers", "3 定时器"],
        Panel::Poll => ["4 poll", "4 poll"],
        Panel::Check => ["5 check", "5 check"],
        Panel::Close => ["6 close", "6 close"],
        Panel::Suspended => ["awaiting", "等待中的 async 函数"],
        Panel::Promises => ["pending promises", "未决的 promise"],
        Panel::Why => ["why", "为什么"],
        Panel::Timeline => ["timeline", "时间线"],
    };
    one(lang, en, zh)
}

/// A panel's title; a page has other queues in the places of Node's.
pub(super) fn title_in(panel: Panel, view: &View<'_>) -> &'static str {
    let lang = view.look.lang;
    if !view.scene.film().runtime().is_browser() {
        return title(panel, lang);
    }
    let [en, zh] = match panel {
        Panel::Ticks => ["1 tasks", "1 任务"],
        Panel::Poll => ["4 network", "4 网络"],
        Panel::Check => ["5 next frame", "5 下一帧"],
        Panel::Close => ["6 idle", "6 空闲"],
        Panel::Source
        | Panel::Console
        | Panel::Stack
        | Panel::Variables
        | Panel::Microtasks
        | Panel::Loop
        | Panel::Timers
        | Panel::Suspended
        | Panel::Promises
        | Panel::Why
        | Panel::Timeline => return title(panel, lang),
    };
    one(lang, en, zh)
}

pub(super) fn phase(phase: Phase, lang: Lang) -> &'static str {
    match phase {
        Phase::Timers => "timers",
        Phase::Pending => "pending",
        Phase::Poll => "poll",
        Phase::Check => "check",
        Phase::Close => "close",
        Phase::Source(_) => text::phase(phase, lang),
    }
}

pub(super) fn lane_name(of: Lane, lang: Lang) -> &'static str {
    match of {
        Lane::Main => one(lang, "main", "主程序"),
        Lane::Ticks => one(lang, "ticks", "tick"),
        Lane::Microtasks => one(lang, "micro", "微任务"),
        Lane::Timers => "timers",
        Lane::Poll => "poll",
        Lane::Check => "check",
        Lane::Close => "close",
    }
}

pub(super) fn worker(worker: Worker, lang: Lang) -> String {
    match (worker, lang) {
        (Worker::Thread(n), Lang::En) => format!("thread {n}"),
        (Worker::Thread(n), Lang::Zh) => format!("线程 {n}"),
        (Worker::Kernel, Lang::En) => "kernel".into(),
        (Worker::Kernel, Lang::Zh) => "内核".into(),
    }
}

pub(super) fn stopped(cause: StopCause, lang: Lang) -> &'static str {
    let [en, zh] = match cause {
        StopCause::Steps => ["stopped: step budget", "已停止：步数上限"],
        StopCause::WallTime => ["stopped: time budget", "已停止：时间上限"],
        StopCause::Memory => ["stopped: memory budget", "已停止：内存上限"],
        StopCause::Engine => ["stopped: engine", "已停止：引擎故障"],
    };
    one(lang, en, zh)
}

/// One of two wordings.
pub(super) fn one<'a>(lang: Lang, en: &'a str, zh: &'a str) -> &'a str {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}
