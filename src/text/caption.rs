//! The words around a picture: titles, columns, counts.

use unicode_width::UnicodeWidthChar as _;

use super::{Lang, ms, plain, told};
use crate::{
    scene::{Film, Place, Scene, Timer},
    trace::{EntryKind, Fact, PageEntry, Phase, Queue, Step, Stream, VirtualTime, Worker},
};

/// A title or a column's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    Step,
    Where,
    Place,
    What,
    Source,
    Stack,
    Variables,
    Suspended,
    Console,
    Why,
    /// A request that has no thread yet.
    NoThread,
    /// A request whose callback waits for poll.
    Ready,
}

pub fn row(row: Row, lang: Lang) -> &'static str {
    match (row, lang) {
        (Row::Step, Lang::En) => "step",
        (Row::Step, Lang::Zh) => "步",
        (Row::Where, Lang::En) => "where",
        (Row::Where, Lang::Zh) => "位置",
        (Row::Place, Lang::En) => "line",
        (Row::Place, Lang::Zh) => "行:列",
        (Row::What, Lang::En) => "what happens",
        (Row::What, Lang::Zh) => "发生了什么",
        (Row::Source, Lang::En) => "PROGRAM",
        (Row::Source, Lang::Zh) => "程序",
        (Row::Stack, Lang::En) => "CALL STACK",
        (Row::Stack, Lang::Zh) => "调用栈",
        (Row::Variables, Lang::En) => "VARIABLES",
        (Row::Variables, Lang::Zh) => "变量",
        (Row::Suspended, Lang::En) => "WAITING IN await",
        (Row::Suspended, Lang::Zh) => "在 await 处等待",
        (Row::Console, Lang::En) => "OUTPUT",
        (Row::Console, Lang::Zh) => "输出",
        (Row::Why, Lang::En) => "WHY",
        (Row::Why, Lang::Zh) => "为什么",
        (Row::NoThread, Lang::En) => "waits for a thread",
        (Row::NoThread, Lang::Zh) => "等待线程",
        (Row::Ready, Lang::En) => "done",
        (Row::Ready, Lang::Zh) => "已完成",
    }
}

/// What is shown: program, runtime, step.
pub fn heading(film: &Film, step: Step, lang: Lang) -> String {
    let header = film.trace().header();
    let (runtime, end) = (header.runtime, film.end().0);
    let steps = match lang {
        Lang::En => format!("step {} of {end}", step.0),
        Lang::Zh => format!("第 {} 步，共 {end} 步", step.0),
    };
    plain(&format!("{}  {runtime}  {steps}", header.program))
}

pub fn counted(title: &str, count: usize) -> String {
    format!("{title} ({count})")
}

/// So many rows that are not shown.
pub fn more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("... {count} more"),
        Lang::Zh => format!("……还有 {count} 个"),
    }
}

/// Where the loop is: iteration, phase, and the inner queue that is emptied.
pub fn at(scene: &Scene, lang: Lang) -> String {
    let place = match scene.phase() {
        Some(now) => format!("{} {}", scene.iteration(), short_phase(now.phase, lang)),
        None if scene.iteration() == 0 => main(lang).to_owned(),
        None => scene.iteration().to_string(),
    };
    match scene.drain() {
        Some(drain) if drain.queue == Queue::Ticks => format!("{place} > {}", ticks(lang)),
        Some(_) => format!("{place} > {}", microtasks(lang)),
        None => place,
    }
}

fn main(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "main",
        Lang::Zh => "主脚本",
    }
}

fn ticks(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "ticks",
        Lang::Zh => "nextTick",
    }
}

fn microtasks(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "microtasks",
        Lang::Zh => "微任务",
    }
}

fn short_phase(now: Phase, lang: Lang) -> &'static str {
    match now {
        Phase::Timers => "timers",
        Phase::Pending => "pending",
        Phase::Poll => "poll",
        Phase::Check => "check",
        Phase::Close => "close",
        Phase::Source(_) => super::phase(now, lang),
    }
}

pub fn stream(stream: Stream) -> &'static str {
    match stream {
        Stream::Stdout => "stdout",
        Stream::Stderr => "stderr",
    }
}

/// A place as "line 5", with the file's name where it is not the main file.
pub fn line(film: &Film, place: Place, lang: Lang) -> String {
    let at = told::line(film, place);
    let line = match lang {
        Lang::En => format!("line {}", at.line),
        Lang::Zh => format!("第 {} 行", at.line),
    };
    plain(&at.file.map_or_else(|| line.clone(), |file| format!("{file} {line}")))
}

/// For a step that starts an entry: who scheduled it.
pub fn origin(scene: &Scene, lang: Lang) -> String {
    let Some(Fact::EntryStarted { entry }) = scene.fact() else { return String::new() };
    let card = scene.film().card(entry);
    let is_called = matches!(
        card.kind,
        EntryKind::Main | EntryKind::ProcessEvent | EntryKind::Page(PageEntry::Listener)
    );
    if is_called {
        return String::new();
    }
    let line = card.origin.map(|place| line(scene.film(), place, lang));
    match (lang, line) {
        (Lang::En, Some(line)) => format!(" Scheduled at step {}, {line}.", card.scheduled.0),
        (Lang::En, None) => format!(" Scheduled at step {}.", card.scheduled.0),
        (Lang::Zh, Some(line)) => format!("由第 {} 步（{line}）安排。", card.scheduled.0),
        (Lang::Zh, None) => format!("由第 {} 步安排。", card.scheduled.0),
    }
}

/// A round of so many steps came so many times more.
pub fn again(len: usize, times: usize, passed: VirtualTime, lang: Lang) -> String {
    let time = ms(passed);
    match lang {
        Lang::En => {
            let steps = if len == 1 {
                "The step above".to_owned()
            } else {
                format!("The {len} steps above")
            };
            let times = if times == 1 { "once".to_owned() } else { format!("{times} times") };
            let passed = if passed.0 == 0 { String::new() } else { format!("; {time} ms pass") };
            format!("... {steps}, {times} more{passed}.")
        }
        Lang::Zh => {
            let passed = if passed.0 == 0 { String::new() } else { format!("，用去 {time} ms") };
            format!("……以上 {len} 步又重复了 {times} 次{passed}。")
        }
    }
}

/// When a timer is due, and how long that is from now.
pub fn due(timer: &Timer, lang: Lang) -> String {
    let (due, left) = (ms(timer.due), ms(timer.left));
    match (lang, timer.left.0) {
        (Lang::En, 0) => format!("due since {due} ms"),
        (Lang::En, _) => format!("due at {due} ms, in {left} ms"),
        (Lang::Zh, 0) => format!("{due} ms 时已到期"),
        (Lang::Zh, _) => format!("{due} ms 到期，还差 {left} ms"),
    }
}

pub fn worker(worker: Worker, lang: Lang) -> String {
    match (worker, lang) {
        (Worker::Thread(n), Lang::En) => format!("thread {n}"),
        (Worker::Thread(n), Lang::Zh) => format!("{n} 号线程"),
        (Worker::Kernel, Lang::En) => "operating system".to_owned(),
        (Worker::Kernel, Lang::Zh) => "操作系统".to_owned(),
    }
}

/// Lines of at most `width` columns, broken at spaces, and anywhere between characters that
/// are two columns wide.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut now, mut used) = (String::new(), 0);
    for piece in pieces(text) {
        let wide = piece.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
        if used + piece.trim_end().chars().map(|c| c.width().unwrap_or(0)).sum::<usize>() > width
            && !now.is_empty()
        {
            lines.push(std::mem::take(&mut now).trim_end().to_owned());
            used = 0;
        }
        now += piece;
        used += wide;
    }
    if !now.trim_end().is_empty() {
        lines.push(now.trim_end().to_owned());
    }
    lines
}

/// What must stay together: a word with its spaces, a wide character with the mark after it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_wide = |c: char| c.width() == Some(2);
    let is_closing = |c: char| "，。、；：！？）」』”’".contains(c);
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let mut end = first.len_utf8();
        let mut last = first;
        for c in rest[end..].chars() {
            let breaks = if is_wide(c) { !is_closing(c) } else { last == ' ' || is_wide(last) };
            if breaks && c != ' ' {
                break;
            }
            end += c.len_utf8();
            last = c;
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn text_is_broken_at_spaces() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("incomprehensible word", 5), ["incomprehensible", "word"]);
        assert_eq!(wrapped("", 5), Vec::<String>::new());
    }

    #[test]
    fn chinese_is_broken_anywhere_but_before_a_full_stop() {
        assert_eq!(wrapped("微任务队列先清空。", 8), ["微任务队", "列先清", "空。"]);
        assert_eq!(wrapped("用 setTimeout 安排", 8), ["用", "setTimeout", "安排"]);
    }
}
