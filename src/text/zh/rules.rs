//! 规则，每条几句话。

use crate::{scene::Rule, trace::Question};

/// What holds in general, whatever the step.
#[expect(clippy::too_many_lines, reason = "one text a rule")]
pub(in crate::text) fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::RunToCompletion => {
            "JavaScript 一次只执行一个回调，而且从不中途打断：一条语句接着一条语句，直到调用栈清空。这期间定时器、I/O 和 Promise 只能往队列里放东西。"
        }
        Rule::CallPushed => {
            "调用函数就是把它压到调用栈顶，调用者在下面等它结束。这里没有任何异步。"
        }
        Rule::AsyncCallRunsNow => {
            "调用 async 函数和普通调用一样，函数体立即执行。只有 `await` 才会让它离开调用栈；没有 `await` 就一直执行到底。"
        }
        Rule::GeneratorResumed => {
            "调用 `next` 时生成器才执行：它回到调用栈顶，从上次离开的地方继续。这是普通的同步调用。"
        }
        Rule::CallReturned => {
            "函数执行完就离开调用栈，调用者拿到结果继续执行。调用栈空了，这个回调也就结束了。"
        }
        Rule::CallThrew => {
            "错误会一层一层离开调用，直到有 `catch` 接住它。没有人接住，整个回调就此结束。"
        }
        Rule::AsyncReturned => {
            "async 函数的返回值用来解决调用者手里的 Promise。普通值会立即兑现它；返回 Promise 或 thenable 时要先跟随它的结果，返回 Promise 会多花两个微任务。"
        }
        Rule::AsyncThrew => {
            "async 函数里的错误不会作为异常抛给调用者，而是让它的 Promise 被拒绝。只有 `await` 或 Promise 的处理函数才能看到它。"
        }
        Rule::GeneratorYielded => {
            "`yield` 把值交给调用 `next` 的代码，然后离开调用栈。生成器保留自己的位置和变量。"
        }
        Rule::AwaitSuspends => {
            "`await` 一定会离开调用栈，哪怕值早就有了。Promise 敲定后，后面的代码成为微任务。等待原生 Promise 只需要一个微任务。"
        }
        Rule::AwaitSuspendsWrapped => {
            "`await` 一定会离开调用栈，哪怕值早就有了。Node 10 和 11 会给 Promise 再包一层，所以后面的代码比 Node 12 及以后晚两个微任务。"
        }
        Rule::AwaitResumes => {
            "`await` 后面的代码作为微任务执行：函数被放回空的调用栈，从原来的位置继续。当初调用它的代码早已结束。"
        }
        Rule::AwaitThrows => {
            "等待的 Promise 被拒绝时，`await` 会抛出拒绝的原因，外面的 `try`/`catch` 照常起作用。"
        }
        Rule::ThrowUnwinds => {
            "`throw` 会一层一层离开调用，直到有 `catch` 接住，途中的 `finally` 都会执行。async 函数里没有人接住时，它的 Promise 被拒绝。"
        }
        Rule::PromiseCreated => {
            "Promise 代表一个以后才有的结果，敲定之前一直是待定（pending）。传给 `new Promise` 的函数是立即执行的，并不是稍后执行。"
        }
        Rule::ThenReturnsPromise => {
            "`then`、`catch` 和 `finally` 都返回一个新的 Promise：处理函数返回什么，它就以什么为结果；处理函数抛错，它就被拒绝。链式调用就是这样来的。"
        }
        Rule::AsyncReturnsPromise => {
            "async 函数总是返回一个 Promise。执行到第一个 `await`，或者没有 `await` 而执行完时，调用者就拿到它。"
        }
        Rule::PromiseSettled => {
            "Promise 只敲定一次：兑现或拒绝，之后不再改变。敲定时不会直接调用处理函数，而是为每个等待的处理函数安排一个微任务。"
        }
        Rule::ReactionStored => {
            "待定的 Promise 上的处理函数不在任何队列里，而是存放在 Promise 上，等它敲定时才成为微任务。"
        }
        Rule::ReactionReady => {
            "给已经敲定的 Promise 添加处理函数，会马上安排一个微任务，但绝不会当场调用。所以处理函数总在添加它的代码之后执行。"
        }
        Rule::TickQueued => {
            "`process.nextTick` 把回调放到 nextTick 队列末尾。名字虽叫“下一个 tick”，其实调用栈一空，最先执行的就是它。"
        }
        Rule::ReactionQueued => "Promise 敲定后，它的处理函数按添加的先后进入微任务队列末尾。",
        Rule::AwaitQueued => {
            "等待的 Promise 已经敲定，async 函数剩下的部分成为微任务，和其他 Promise 回调一样排队。"
        }
        Rule::ThenableQueued => {
            "用另一个 Promise（或任何带 `then` 的对象）来解决 Promise，要专门花一个微任务去调用这个 `then`；如果是 Promise，再花一个微任务转交结果。所以比普通值晚两个微任务。"
        }
        Rule::PassThroughQueued => {
            "Promise 的结果没有对应的处理函数时（只有 `then` 却被拒绝，只有 `catch` 却兑现），结果原样转交给下一个 Promise。这同样要花一个微任务。"
        }
        Rule::MicrotaskQueued => {
            "`queueMicrotask` 把回调放到微任务队列末尾，和 Promise 回调是同一个队列。"
        }
        Rule::EngineJobQueued => {
            "引擎自己也有要等调用栈清空才能做的事，用于模块和异步迭代。它们同样进入微任务队列。"
        }
        Rule::TimerArmed => {
            "时长相同的定时器放在同一个链表里，先来的在前；各链表按第一个定时器的到期时间排列。时长是下限，从现在算起，0 按 1 计。"
        }
        Rule::TimerArmedOwnHandle => {
            "Node 10 及更早版本中，时长相同的定时器放在同一个链表里，每个链表对应 libuv 的一个定时器。时长是下限，从现在算起，0 按 1 计。"
        }
        Rule::IntervalRearmed => {
            "interval 的回调执行之后会重新放回链表。如果晚了，错过的次数不会补上。"
        }
        Rule::TimerRefreshed => "重新计时会把定时器移到链表末尾，时长从现在算起。",
        Rule::ImmediateQueued => {
            "`setImmediate` 把回调留给 check 阶段，它紧跟在 poll 阶段之后。在 check 阶段里安排的要等下一轮循环。"
        }
        Rule::RequestSubmitted => {
            "这项工作在 JavaScript 之外进行：文件、DNS 查询和加密交给 libuv 的线程池，套接字交给操作系统。JavaScript 同时继续执行。"
        }
        Rule::CloseQueued => {
            "句柄关闭时，它的回调要等 close callbacks 阶段，也就是 timers 之前的最后一个阶段。"
        }
        Rule::CalledDirectly => "Node 到时候会自己调用它，不经过任何队列。",
        Rule::Cancelled => {
            "`clearTimeout`、`clearInterval` 和 `clearImmediate` 把回调从队列里取走。nextTick 回调和微任务无法取消。"
        }
        Rule::Unreferenced => "`unref()` 之后定时器到期仍会执行，但事件循环不会只为它保持存活。",
        Rule::Referenced => {
            "只要有东西需要，事件循环就一直转：有引用的定时器或 immediate、进行中的请求、打开的句柄。"
        }
        Rule::RequestOnThread => {
            "libuv 的线程池默认有 4 个线程，可以用 `UV_THREADPOOL_SIZE` 修改。请求多于线程时先进先出地排队。"
        }
        Rule::RequestAtKernel => {
            "不需要线程池：套接字就绪时，操作系统会直接告诉 poll 阶段；worker 有自己的线程。"
        }
        Rule::RequestCompleted => {
            "工作完成了，但回调不能马上执行：JavaScript 只有一个调用栈。回调要等事件循环走到 poll 阶段。"
        }
        Rule::MainRuns => {
            "Node 读入文件，从上到下执行一遍，这时事件循环还没开始第一轮。按 HTML 规范的说法，这就是第一个任务（task），很多文章称为宏任务。"
        }
        Rule::TickRuns => {
            "nextTick 队列先进先出，并且会彻底清空：nextTick 里再安排的 nextTick 也会接着执行，全部在微任务之前。不断安排自己的 nextTick 会饿死事件循环。"
        }
        Rule::MicrotaskRuns => {
            "微任务队列先进先出，并且会彻底清空：微任务里再产生的微任务也会接着执行。不断产生新微任务会饿死事件循环。"
        }
        Rule::TimerRuns => {
            "事件循环在 timers（定时器）阶段查看时钟，发现到期的定时器就执行。如果之前一直有代码在跑，实际执行时间会比要求的晚得多。"
        }
        Rule::TimerListRuns => {
            "时长相同的定时器在同一个链表里，只要链表里的定时器到期就一直往下执行。所以一个定时器可能比更早到期、但时长不同的另一个先执行。"
        }
        Rule::ImmediateRuns => "check 阶段按先进先出执行进入阶段之前就已安排好的 immediate。",
        Rule::RequestDelivered => {
            "poll 阶段依次执行已完成操作的回调，每个回调都是一个单独的任务（很多文章称为宏任务）。"
        }
        Rule::CloseRuns => "close callbacks 阶段执行句柄的关闭回调，最后关闭的最先执行。",
        Rule::ProcessEventEmitted => {
            "Node 直接调用 `process` 上的监听函数。事件循环无事可做时触发 `beforeExit`，这时还可以安排新的工作；在 `exit` 里留给事件循环的事情不会再执行。"
        }
        Rule::MainEnded => {
            "主脚本执行完、调用栈清空后，在事件循环开始之前，Node 先清空两个内层队列：先是全部 nextTick，再是全部微任务。"
        }
        Rule::TickEnded => {
            "一个 nextTick 回调之后是下一个 nextTick 回调。微任务要等 nextTick 队列清空，哪怕它就是刚才这个回调产生的。"
        }
        Rule::MicrotaskEnded => "一个微任务之后是下一个微任务。nextTick 要等微任务队列清空。",
        Rule::CallbackEnded => {
            "事件循环里每执行完一个回调，调用栈一空，Node 就清空 nextTick 队列，再清空微任务队列。从 Node 11 起，两个定时器之间、两个 immediate 之间也是这样。"
        }
        Rule::BatchGoesOn => {
            "Node 10 及更早版本中，同一链表的定时器、同一 check 阶段的 immediate 会整批执行，nextTick 和微任务要等这一批结束。从 Node 11 起，每个回调之后就会执行它们。"
        }
        Rule::ProcessEventEnded => "监听函数都调用过了，Node 回到原来的地方继续。",
        Rule::CallbackThrew => {
            "因错误而结束的回调之后不会清空队列。它安排的 nextTick 和微任务要等下一次清空。"
        }
        Rule::IterationWhileAlive => {
            "只要有东西需要，事件循环就一直转：有引用的定时器或 immediate、进行中的请求、打开着或正在关闭的句柄。"
        }
        Rule::TimersBeforeLoop => {
            "从 libuv 1.45（Node 20.3）起，第一轮循环之前先查看一次定时器，之后在每一轮的末尾查看。"
        }
        Rule::TimersFirst => "在 libuv 1.45（Node 20.3）之前，每一轮循环从定时器开始。",
        Rule::TimersLast => {
            "从 libuv 1.45（Node 20.3）起，每一轮循环以定时器结束。绕一圈看，顺序没有变：timers、pending callbacks、poll、check、close callbacks。"
        }
        Rule::PendingPhase => {
            "libuv 在这里处理上一轮推迟的回调，例如某些套接字错误。初学者几乎见不到它们。"
        }
        Rule::PollPhase => {
            "poll（轮询）阶段接收外部完成的事情：文件、套接字等等。没有别的可做时，事件循环就在这里休眠，直到有事情完成，或者下一个定时器到期。"
        }
        Rule::CheckPhase => {
            "check（检查）阶段执行 `setImmediate` 安排的回调。它紧跟在 poll 之后，所以在 I/O 回调里，immediate 总是先于定时器。"
        }
        Rule::ClosePhase => {
            "close callbacks（关闭回调）阶段执行本轮中被关闭的句柄的 `close` 回调。"
        }
        Rule::TicksFirst => {
            "调用栈空了，最先处理 nextTick 队列，并且彻底清空，然后才轮到微任务。nextTick 是 Node 独有的，浏览器里没有。"
        }
        Rule::TicksAgain => {
            "微任务里又安排了 nextTick，Node 就再来一遍：先 nextTick，后微任务，直到两个队列都空了，事件循环才往下走。"
        }
        Rule::MicrotasksAfterTicks => {
            "nextTick 队列清空后，彻底清空微任务队列：Promise 回调、`await` 之后的代码、`queueMicrotask`。"
        }
        Rule::MicrotasksBeforeTicks => {
            "这时引擎正在处理微任务（ES 模块就是在微任务里求值的），所以先做完微任务，nextTick 在后。"
        }
        Rule::DrainEnded => {
            "事件循环的两个回调之间，总要清空这两个内层队列。现在都空了，可以去执行下一个回调或进入下一个阶段。"
        }
        Rule::DrainCutOff => {
            "没有人捕获的错误打断了清空的过程。两个队列里剩下的并没有丢，下一次清空时会执行。"
        }
        Rule::ClockSpent => {
            "事件循环只在固定的地方看时钟。代码执行时时间照样流逝，但没有人看表：这期间到期的定时器只能等。"
        }
        Rule::ClockWaited => {
            "poll 阶段最多休眠到下一个定时器到期；如果有 immediate 在等或有句柄正在关闭，就完全不休眠。"
        }
        Rule::OpenChoice(Question::LoopEntry) => {
            "主脚本里设置的 1 ms 定时器（0 按 1 计），在事件循环第一次看时钟时可能到期，也可能没到期，取决于进程启动有多快。在 I/O 回调里顺序是确定的：immediate 在前。"
        }
        Rule::OpenChoice(Question::MainOrDrain) => {
            "定时器从启动它的那个整毫秒开始计时。主脚本和紧接着执行的回调，可能落在同一毫秒，也可能跨到下一毫秒。"
        }
        Rule::OpenChoice(Question::TimersDueTogether) => {
            "时长相同的定时器绝不会颠倒顺序，时长不同的则可能：时钟取整到毫秒，相差 1 毫秒纯属偶然。"
        }
        Rule::OpenChoice(Question::RequestsDone) => {
            "请求按顺序开始，但各自花多久取决于磁盘、网络和调度。千万不要依赖它们完成的先后。"
        }
        Rule::OpenChoice(Question::TimerOrRequest) => {
            "事件循环在 poll 阶段休眠时，如果定时器到期和操作完成几乎同时发生，谁都可能唤醒它。如果两者一起被看到，先交付操作。"
        }
        Rule::WriteIsImmediate => {
            "`console.log` 不进任何队列：它在调用它的回调当中立即输出。所以输出行的顺序就是这些调用执行的顺序。"
        }
        Rule::UncaughtHandled => {
            "有 `uncaughtException` 监听函数，进程就不会结束。出错的回调不会再继续：错误之后的代码永远不会执行。"
        }
        Rule::UncaughtEnds => {
            "错误离开了回调的所有调用，进程以退出码 1 结束。还在等的 nextTick、微任务和定时器都不会再执行。"
        }
        Rule::RejectionReported => {
            "nextTick 和微任务都做完后，Node 检查有没有被拒绝却没有处理函数的 Promise，并通知 `unhandledRejection` 的监听函数。同一次清空里添加处理函数还来得及，以后的回调里再添加就晚了。"
        }
        Rule::RejectionThrows => {
            "nextTick 和微任务都做完后，Node 检查有没有被拒绝却没有处理函数的 Promise。从 Node 15 起，这等同于未捕获的错误：除非有 `uncaughtException` 监听函数，进程以退出码 1 结束。"
        }
        Rule::RejectionWarns => {
            "nextTick 和微任务都做完后，Node 检查有没有被拒绝却没有处理函数的 Promise。Node 14 及更早版本只打印警告；从 Node 15 起，进程会因此结束。"
        }
        Rule::RejectionHandledLate => {
            "处理函数来得太晚，在拒绝被报告之后的某个回调里才添加。Node 只能用 `rejectionHandled` 事件说明这一点。"
        }
        Rule::ExitsWhenNothingLeft => {
            "没有东西让事件循环保持存活时，Node 触发 `beforeExit`，再检查一次，然后触发 `exit` 并结束。还在等的、`unref` 过的定时器不会执行。"
        }
        Rule::ExitsWithCode => {
            "退出码告诉启动进程的人出了问题：未捕获的错误是 1，否则由 `process.exit` 或 `process.exitCode` 决定。"
        }
        Rule::Page(rule) => super::page::rule(rule),
        Rule::Stopped => {
            "loopscope 限制步数、时间和内存，以免死循环把它卡住。到此为止录下的一切都是真实的。"
        }
    }
}
