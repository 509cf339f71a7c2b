//! The misconceptions that the lessons answer, by id, in the words of somebody who holds them.
//!
//! Lessons name them in `teaches`, and wrong answers to questions in `shows`.

use crate::text::Lang;

/// Id, and the belief in English and Chinese.
const MYTHS: [(&str, &str, &str); 50] = [
    ("m01", "setTimeout(f, 0) runs f at once", "setTimeout(f, 0) 会立刻执行 f"),
    ("m02", "what is inside new Promise runs later", "new Promise 里的代码是异步执行的"),
    ("m03", "then on a settled promise runs now", "对已落定的 promise 调用 then 会马上执行"),
    ("m04", "what was registered first runs first", "先登记的定时器先于 promise 执行"),
    ("m05", "nextTick means the next iteration", "nextTick 就是“下一轮循环”"),
    ("m06", "nextTick always beats promises", "nextTick 总是先于 promise"),
    ("m07", "a tick interrupts the microtasks", "微任务里的 nextTick 会插队"),
    (
        "m08",
        "a tick's microtask runs before the next tick",
        "nextTick 里的微任务先于下一个 nextTick",
    ),
    (
        "m09",
        "setTimeout 0 and setImmediate have a fixed order",
        "setTimeout 0 与 setImmediate 的先后是固定的",
    ),
    ("m10", "that order is open inside I/O as well", "在 I/O 回调里，两者的先后也不确定"),
    ("m11", "an async function starts later", "async 函数稍后才开始执行"),
    ("m12", "await of a plain value does not wait", "await 普通值不会让出执行权"),
    ("m13", "return p equals return await p", "在 async 函数里 return p 等于 return await p"),
    ("m14", "await costs three microtasks", "await 要花三个微任务"),
    ("m15", "microtasks run after all timers that are due", "到期的定时器全部执行完才轮到微任务"),
    (
        "m16",
        "all immediates run, and then their microtasks",
        "所有 setImmediate 执行完才轮到微任务",
    ),
    ("m17", "a delay is exact", "延时是精确的"),
    ("m18", "0 ms comes before 1 ms", "0 毫秒比 1 毫秒先到"),
    ("m19", "an interval makes up for what it missed", "setInterval 会把错过的次数补上"),
    ("m20", "Promise.all gives results as they come", "Promise.all 的结果按完成的先后排列"),
    ("m21", "Promise.race cancels the losers", "Promise.race 会取消输家"),
    ("m22", "forEach waits for an async callback", "forEach 会等待 async 回调"),
    ("m23", "try…catch catches errors of later callbacks", "try…catch 能捕获日后回调里的错误"),
    ("m24", "an unhandled rejection is only a warning", "未处理的拒绝只是一条警告"),
    ("m25", "to catch soon is soon enough", "只要“尽快”catch 就来得及"),
    ("m26", "then(f, g) equals then(f).catch(g)", "then(f, g) 等于 then(f).catch(g)"),
    ("m27", "a chain stops after catch", "链到 catch 就结束了"),
    ("m28", "events of an EventEmitter are asynchronous", "EventEmitter 的事件是异步的"),
    ("m29", "a file's callback beats setImmediate", "读文件的回调先于 setImmediate"),
    ("m30", "queueMicrotask and promises have ranks", "queueMicrotask 与 promise 有优先级之分"),
    ("m31", "recursion by promises is polite", "用 promise 递归不会堵住循环"),
    (
        "m32",
        "a nested immediate runs in the same pass",
        "setImmediate 里的 setImmediate 在同一轮执行",
    ),
    (
        "m33",
        "resolve ends the executor, or can be repeated",
        "resolve 会结束执行器，或可以再次改变结果",
    ),
    ("m34", "to resolve with a promise is free", "用 promise 去 resolve 没有代价"),
    ("m35", "the first chain ends before the second begins", "第一条链走完才轮到第二条"),
    ("m36", "'close' always comes from the close phase", "close 事件总是来自 close 阶段"),
    ("m37", "all input and output uses threads", "所有 I/O 都使用线程"),
    ("m38", "a pending timer always keeps Node alive", "未到期的定时器总会让 Node 活着"),
    ("m39", "what is due cannot be cancelled", "已经到期的就无法取消"),
    ("m40", "a promise catches everything in its executor", "promise 能捕获执行器里的一切错误"),
    ("m41", "finally receives or replaces the value", "finally 能收到或替换结果"),
    ("m42", "setTimeout(f(), 0) puts f off", "setTimeout(f(), 0) 会推迟 f"),
    ("m43", "thenables are called at once", "thenable 会被同步调用"),
    ("m44", "try around return p catches its rejection", "try 里 return p 也能捕获拒绝"),
    ("m45", "one failing callback takes the others along", "一个回调出错会连累其他回调"),
    ("m46", "a huge delay means never", "极大的延时等于永不执行"),
    ("m47", "top-level await freezes the program", "顶层 await 会冻结整个程序"),
    ("m48", "all and race of nothing behave alike", "空数组的 all 与 race 表现一样"),
    ("m49", "the loops of Node and browsers are the same", "Node 与浏览器的事件循环是一样的"),
    ("m50", "timers are the first phase of each iteration", "timers 是每一轮循环的第一个阶段"),
];

/// Every id, in order.
pub fn ids() -> impl Iterator<Item = &'static str> {
    MYTHS.iter().map(|(id, ..)| *id)
}

/// What somebody believes who holds this misconception; none if there is no such id.
pub fn belief(id: &str, lang: Lang) -> Option<&'static str> {
    let (_, en, zh) = MYTHS.iter().find(|(known, ..)| *known == id)?;
    Some(match lang {
        Lang::En => en,
        Lang::Zh => zh,
    })
}
