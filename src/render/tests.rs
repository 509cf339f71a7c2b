use super::*;
use crate::trace::{
    Fact, Runtime, Stream, Trace,
    draft::{Draft, story},
    format,
};

fn written(trace: Trace, options: Options) -> String {
    let mut out = Vec::new();
    write(&Film::new(trace), options, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("what is written is UTF-8")
}

fn text(lang: Lang, step: Option<u32>) -> String {
    let options = Options { format: Format::Text, lang, step: step.map(Step) };
    written(story(Runtime::Node24), options)
}

#[test]
fn a_run_in_english() {
    insta::assert_snapshot!(text(Lang::En, None), @r#"
    main.js  node-24  step 63 of 63
    step        ms  where               line     what happens
       1      0.00  main                    1:1  The main script starts, on an empty stack.
       2      0.00  main                    1:1  The top level of main.js begins.
       3      0.00  main                    1:1  Line 1 runs: `setTimeout(function late() { …`
       4      0.00  main                    1:1  `late` (line 1) is set for 1 ms: it is due at 1.00 ms, at the earliest.
       5      0.00  main                    4:1  Line 4 runs: `setImmediate(function soon() {});`
       6      0.00  main                    4:1  `soon` (line 4) joins the check queue.
       7      0.00  main                    5:1  Line 5 runs: `Promise.resolve(1).then(function then1() {});`
       8      0.00  main                    5:1  A promise is made on line 5: promise 1.
       9      0.00  main                    5:1  Promise 1 is fulfilled with 1; nothing waits for it yet.
      10      0.00  main                    5:1  `then1` (line 5) joins the microtask queue: promise 1 is fulfilled.
      11      0.00  main                    5:1  `then` on line 5 gives a new promise, promise 2: its handler's result will settle it.
      12      0.00  main                    5:1  The handler belongs to promise 1, which is settled already: that is why it was queued at once.
      13      0.00  main                    6:1  Line 6 runs: `process.nextTick(function tick() { …`
      14      0.00  main                    6:1  `tick` (line 6) joins the tick queue.
      15      0.00  main                    6:1  The top level of main.js returns.
      16      0.00  main                    1:1  The main script is over: the stack is empty. Next: 1 tick, then 1 microtask.
      17      0.00  main > ticks                 Ticks come first: 1 waits in the tick queue.
      18      0.00  main > ticks           6:18  The tick `tick` (line 6) leaves its queue and runs. Scheduled at step 13, line 6.
      19      0.00  main > ticks           6:18  `tick` is called on an empty stack.
      20      0.00  main > ticks           7:10  Line 7 evaluates: `busy()`
      21      0.25  main > ticks           7:10  0.25 ms pass while code runs: it is 0.25 ms now.
      39      2.50  main > ticks           7:10  ... The 2 steps above, 9 times more; 2.25 ms pass.
      40      2.50  main > ticks           7:10  `tick` returns.
      41      2.50  main > ticks           6:18  `tick` (line 6) is over: the stack is empty. Next: 1 microtask.
      42      2.50  main > microtasks            No tick is left: now the microtask queue is emptied, where 1 job waits.
      43      2.50  main > microtasks      5:25  The microtask `then1` (line 5) leaves its queue and runs: promise 1 was fulfilled. Scheduled at step 9, line 5.
      44      2.50  main > microtasks      5:25  `then1` is called on an empty stack.
      45      2.50  main > microtasks            `then1` returns.
      46      2.50  main > microtasks            Promise 2 is fulfilled with undefined; nothing waits for it yet.
      47      2.50  main > microtasks      5:25  `then1` (line 5) is over: the stack is empty.
      48      2.50  main                         Both inner queues are empty: the loop may go on.
      49      2.50  main                         Here a millisecond has passed before the loop first looks at the timers, so they come before the immediates. In real Node this depends on how long start-up takes: either order can happen.
      50      2.50  0 timers                     The loop enters the timers phase: 1 timer is due.
      51      2.50  0 timers               1:12  The timer `late` (line 1) runs: it was due at 1.00 ms, and it is 2.50 ms. Scheduled at step 3, line 1.
      52      2.50  0 timers               1:12  `late` is called on an empty stack.
      53      2.50  0 timers                2:3  Line 2 runs: `console.log('late\x1b[0m');`
      54      2.50  0 timers                2:3  stdout | late␛[0m
      55      2.50  0 timers                2:3  `late` returns.
      56      2.50  0 timers               1:12  `late` (line 1) is over: the stack is empty.
      57      2.50  1                            Iteration 1 of the loop begins: something still keeps it alive.
      58      2.50  1 check                      The loop enters the check phase: 1 immediate can run.
      59      2.50  1 check                4:14  The immediate `soon` (line 4) runs in the check phase. Scheduled at step 5, line 4.
      60      2.50  1 check                4:14  `soon` is called on an empty stack.
      61      2.50  1 check                      `soon` returns.
      62      2.50  1 check                4:14  `soon` (line 4) is over: the stack is empty.
      63      2.50  1                            The process ends with exit code 0.
    "#);
}

#[test]
fn a_run_in_chinese() {
    insta::assert_snapshot!(text(Lang::Zh, None), @r#"
    main.js  node-24  第 63 步，共 63 步
      步        ms  位置                行:列    发生了什么
       1      0.00  主脚本                  1:1  主脚本开始执行，这时调用栈是空的。
       2      0.00  主脚本                  1:1  main.js 的顶层代码开始执行。
       3      0.00  主脚本                  1:1  执行第 1 行：`setTimeout(function late() { …`
       4      0.00  主脚本                  1:1  `late`（第 1 行）开始计时，时长 1 ms，最早 1.00 ms 时到期。
       5      0.00  主脚本                  4:1  执行第 4 行：`setImmediate(function soon() {});`
       6      0.00  主脚本                  4:1  `soon`（第 4 行）进入 check 队列。
       7      0.00  主脚本                  5:1  执行第 5 行：`Promise.resolve(1).then(function then1() {});`
       8      0.00  主脚本                  5:1  第 5 行创建了 Promise 1。
       9      0.00  主脚本                  5:1  Promise 1 兑现（fulfilled），值是 1；还没有人在等它。
      10      0.00  主脚本                  5:1  Promise 1 已兑现，`then1`（第 5 行）进入微任务队列。
      11      0.00  主脚本                  5:1  第 5 行的 `then` 返回新的 Promise 2，它的结果由处理函数决定。
      12      0.00  主脚本                  5:1  处理函数属于 Promise 1，它已经敲定，所以处理函数当时就入队了。
      13      0.00  主脚本                  6:1  执行第 6 行：`process.nextTick(function tick() { …`
      14      0.00  主脚本                  6:1  `tick`（第 6 行）进入 nextTick 队列。
      15      0.00  主脚本                  6:1  main.js 的顶层代码返回。
      16      0.00  主脚本                  1:1  主脚本执行完毕，调用栈空了，接下来是 1 个 nextTick 回调，然后是 1 个微任务。
      17      0.00  主脚本 > nextTick            nextTick 队列优先，里面有 1 个回调。
      18      0.00  主脚本 > nextTick      6:18  nextTick 回调 `tick`（第 6 行）出队执行。由第 13 步（第 6 行）安排。
      19      0.00  主脚本 > nextTick      6:18  调用栈为空，`tick` 被调用。
      20      0.00  主脚本 > nextTick      7:10  求值第 7 行：`busy()`
      21      0.25  主脚本 > nextTick      7:10  代码执行用去 0.25 ms，现在是 0.25 ms。
      39      2.50  主脚本 > nextTick      7:10  ……以上 2 步又重复了 9 次，用去 2.25 ms。
      40      2.50  主脚本 > nextTick      7:10  `tick` 返回。
      41      2.50  主脚本 > nextTick      6:18  `tick`（第 6 行）执行完毕，调用栈空了，接下来是 1 个微任务。
      42      2.50  主脚本 > 微任务              nextTick 队列已空，现在清空微任务队列，里面有 1 个。
      43      2.50  主脚本 > 微任务        5:25  微任务 `then1`（第 5 行）出队执行：Promise 1 已兑现。由第 9 步（第 5 行）安排。
      44      2.50  主脚本 > 微任务        5:25  调用栈为空，`then1` 被调用。
      45      2.50  主脚本 > 微任务              `then1` 返回。
      46      2.50  主脚本 > 微任务              Promise 2 兑现（fulfilled），值是 undefined；还没有人在等它。
      47      2.50  主脚本 > 微任务        5:25  `then1`（第 5 行）执行完毕，调用栈空了。
      48      2.50  主脚本                       nextTick 队列和微任务队列都空了，事件循环可以往下走。
      49      2.50  主脚本                       这里，事件循环第一次查看定时器时已经过去了 1 毫秒，所以定时器先于 immediate 执行。真实的 Node 取决于启动快慢，两种顺序都可能出现。
      50      2.50  0 timers                     事件循环进入 timers 阶段：有 1 个定时器到期。
      51      2.50  0 timers               1:12  定时器 `late`（第 1 行）执行：它在 1.00 ms 到期，现在是 2.50 ms。由第 3 步（第 1 行）安排。
      52      2.50  0 timers               1:12  调用栈为空，`late` 被调用。
      53      2.50  0 timers                2:3  执行第 2 行：`console.log('late\x1b[0m');`
      54      2.50  0 timers                2:3  stdout | late␛[0m
      55      2.50  0 timers                2:3  `late` 返回。
      56      2.50  0 timers               1:12  `late`（第 1 行）执行完毕，调用栈空了。
      57      2.50  1                            第 1 轮循环开始：还有东西让事件循环保持存活。
      58      2.50  1 check                      事件循环进入 check 阶段：有 1 个 immediate 可以执行。
      59      2.50  1 check                4:14  check 阶段执行 immediate `soon`（第 4 行）。由第 5 步（第 4 行）安排。
      60      2.50  1 check                4:14  调用栈为空，`soon` 被调用。
      61      2.50  1 check                      `soon` 返回。
      62      2.50  1 check                4:14  `soon`（第 4 行）执行完毕，调用栈空了。
      63      2.50  1                            进程结束，退出码 0。
    "#);
}

#[test]
fn one_moment_in_english() {
    insta::assert_snapshot!(text(Lang::En, Some(20)), @r#"
    main.js  node-24  step 20 of 63

    PROGRAM
         1  setTimeout(function late() {
         2    console.log('late\x1b[0m');
         3  }, 1);
         4  setImmediate(function soon() {});
         5  Promise.resolve(1).then(function then1() {});
         6  process.nextTick(function tick() {
    >    7    while (busy());
         8  });

    CALL STACK (1)
      tick                            line 7
      (nextTick)

    TICK QUEUE (0)

    MICROTASK QUEUE (1)
      then1                           line 5

    TIMERS (1)
      late                            line 1 due at 1.00 ms, in 1.00 ms

    CHECK QUEUE (1)
      soon                            line 4

    OUTPUT (0)

    WHY
      Line 7 evaluates: `busy()`
      JavaScript runs one callback at a time and never interrupts it: statement
      follows statement until the stack is empty. Timers, I/O and promises can only
      queue something meanwhile.
      `then1` (line 5) waits until the tick queue is empty.
      `late` (line 1) is not due yet (in 1.00 ms, at 1.00 ms).
      `soon` (line 4) waits: ticks and microtasks come before the loop goes on.
      ECMA-262 §9.5 Jobs and Host Operations to Enqueue Jobs
        https://tc39.es/ecma262/#sec-jobs
    "#);
}

#[test]
fn one_moment_in_chinese() {
    insta::assert_snapshot!(text(Lang::Zh, Some(48)), @r#"
    main.js  node-24  第 48 步，共 63 步

    调用栈 (0)

    nextTick 队列 (0)

    微任务队列 (0)

    定时器 (1)
      late                            第 1 行 1.00 ms 时已到期

    check 队列 (1)
      soon                            第 4 行

    输出 (0)

    为什么
      nextTick 队列和微任务队列都空了，事件循环可以往下走。
      事件循环的两个回调之间，总要清空这两个内层队列。现在都空了，可以去执行下一个回
      调或进入下一个阶段。
      `late`（第 1 行）要等 timers 阶段。
      `soon`（第 4 行）要等 check 阶段。
      Node.js lib/internal/process/task_queues.js, processTicksAndRejections()
        https://github.com/nodejs/node/blob/main/lib/internal/process/task_queues.js
      Node.js, The Node.js Event Loop
        https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick
    "#);
}

#[test]
fn the_beginning_and_a_step_past_the_end_can_be_drawn() {
    assert!(text(Lang::En, Some(0)).contains("Nothing has run yet"));
    let end = Film::new(story(Runtime::Node24)).end().0;
    assert_eq!(text(Lang::En, Some(end + 9)), text(Lang::En, Some(end)));
}

#[test]
fn no_line_of_a_program_reaches_the_terminal_raw() {
    for format in Format::ALL {
        for step in [None, Some(Step(48))] {
            let out = written(story(Runtime::Node24), Options { format, lang: Lang::En, step });
            assert!(out.contains("late"), "{out}");
            assert!(out.chars().all(|c| c == '\n' || !format::is_obeyed(c)), "{out}");
        }
    }
}

#[test]
fn a_write_of_several_lines_stays_in_its_column() {
    let mut draft = Draft::new(Runtime::Node24, "");
    let text = draft.text("one\n\n  two\n");
    draft.fact(Fact::ConsoleWrote { stream: Stream::Stderr, text });
    insta::assert_snapshot!(written(draft.trace(), Options::default()), @r#"
    main.js  node-24  step 1 of 1
    step        ms  where               line     what happens
       1      0.00  main                         stderr | one
                                                 stderr | 
                                                 stderr |   two
    "#);
}

#[test]
fn json_lines_can_be_read_back_whatever_the_step() {
    let trace = story(Runtime::Node24);
    let all = Options { format: Format::Jsonl, ..Options::default() };
    let out = written(trace.clone(), all);
    assert_eq!(format::read(out.as_bytes()).expect("it was just written"), trace);
    let some = written(trace, Options { step: Some(Step(7)), ..all });
    let some = format::read(some.as_bytes()).expect("it was just written");
    assert_eq!(some.end(), Step(7));
}

#[test]
fn json_lines_tell_scripts_what_they_would_have_to_fold() {
    let all = Options { format: Format::Jsonl, ..Options::default() };
    let out = written(story(Runtime::Node24), all);
    let facts: Vec<_> = out.lines().filter(|line| line.starts_with("{\"step\"")).collect();
    let some = [4, 6, 7, 9, 10, 17, 43, 45, 48, 57].map(|step| facts[step - 1]);
    insta::assert_snapshot!(some.join("\n"), @r#"
    {"step":4,"t_us":0,"kind":"timer-armed","iteration":0,"label":"late","scheduled":3,"file":"/app/main.js","line":1,"col":1,"fact":{"timer-armed":{"entry":2,"due":1000}}}
    {"step":6,"t_us":0,"kind":"immediate-queued","iteration":0,"label":"soon","scheduled":5,"file":"/app/main.js","line":4,"col":1,"fact":{"entry-queued":{"entry":3}}}
    {"step":7,"t_us":0,"kind":"statement-reached","iteration":0,"file":"/app/main.js","line":5,"col":1,"fact":{"statement-reached":{"site":4}}}
    {"step":9,"t_us":0,"kind":"promise-fulfilled","iteration":0,"file":"/app/main.js","line":5,"col":1,"text":"1","fact":{"promise-settled":{"promise":1,"rejected":false,"value":{"int":1}}}}
    {"step":10,"t_us":0,"kind":"microtask-queued","iteration":0,"label":"then1","scheduled":9,"file":"/app/main.js","line":5,"col":1,"fact":{"entry-queued":{"entry":4}}}
    {"step":17,"t_us":0,"kind":"drain-began","iteration":0,"fact":{"drain-began":{"queue":"ticks","round":1}}}
    {"step":43,"t_us":2500,"kind":"microtask-started","iteration":0,"label":"then1","scheduled":9,"file":"/app/main.js","line":5,"col":25,"fact":{"entry-started":{"entry":4}}}
    {"step":45,"t_us":2500,"kind":"call-exited","iteration":0,"label":"then1","fact":{"call-exited":{"how":"returned","value":"unknown"}}}
    {"step":48,"t_us":2500,"kind":"drain-ended","iteration":0,"fact":"drain-ended"}
    {"step":57,"t_us":2500,"kind":"iteration-began","iteration":1,"fact":{"iteration-began":{"iteration":1}}}
    "#);
}
