//! The rules of a page's event loop, and where they are written down.

use super::Source;

macro_rules! page_rules {
    ($($(#[$doc:meta])* $name:ident = [$($source:expr),+];)*) => {
        /// Why something happens in a page. Where HTML leaves the choice to the browser, Chrome's
        /// is meant.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum PageRule {
            $($(#[$doc])* $name,)*
        }

        impl PageRule {
            /// Every rule, in the order of the enum.
            pub const ALL: [Self; [$(Self::$name),*].len()] = [$(Self::$name),*];

            /// Where it is written down, the most telling place first.
            pub(super) fn sources(self) -> &'static [Source] {
                match self {
                    $(Self::$name => &[$($source),+],)*
                }
            }
        }
    };
}

macro_rules! sources {
    ($($name:ident = $title:literal, $url:literal;)*) => {
        $(const $name: Source = Source { title: $title, url: $url };)*
    };
}

sources! {
    MODEL = "HTML, Event loops: Processing model",
        "https://html.spec.whatwg.org/multipage/webappapis.html#event-loop-processing-model";
    SOURCES = "HTML, Generic task sources",
        "https://html.spec.whatwg.org/multipage/webappapis.html#generic-task-sources";
    QUEUE_TASK = "HTML, queue a task",
        "https://html.spec.whatwg.org/multipage/webappapis.html#queue-a-task";
    CHECKPOINT = "HTML, perform a microtask checkpoint",
        "https://html.spec.whatwg.org/multipage/webappapis.html#perform-a-microtask-checkpoint";
    CLEAN_UP = "HTML, clean up after running script",
        "https://html.spec.whatwg.org/multipage/webappapis.html#clean-up-after-running-script";
    TIMERS = "HTML, timer initialization steps",
        "https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps";
    TIMEOUT = "HTML, run steps after a timeout",
        "https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#run-steps-after-a-timeout";
    SCRIPTS = "HTML, run a classic script",
        "https://html.spec.whatwg.org/multipage/webappapis.html#run-a-classic-script";
    RENDERING = "HTML, update the rendering",
        "https://html.spec.whatwg.org/multipage/webappapis.html#update-the-rendering";
    FRAME_CALLBACKS = "HTML, run the animation frame callbacks",
        "https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#run-the-animation-frame-callbacks";
    IDLE = "requestIdleCallback, start an idle period algorithm",
        "https://w3c.github.io/requestidlecallback/#start-an-idle-period-algorithm";
    INVOKE = "DOM, inner invoke", "https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke";
    PORTS = "HTML, Web messaging: Message ports",
        "https://html.spec.whatwg.org/multipage/web-messaging.html#message-ports";
    POSTED = "Prioritized Task Scheduling, effective priority",
        "https://wicg.github.io/scheduling-apis/#scheduling-tasks-and-continuations";
    REPORT = "HTML, report an exception",
        "https://html.spec.whatwg.org/multipage/webappapis.html#report-an-exception";
    REJECTIONS = "HTML, notify about rejected promises",
        "https://html.spec.whatwg.org/multipage/webappapis.html#notify-about-rejected-promises";
    TRACKER = "HTML, HostPromiseRejectionTracker",
        "https://html.spec.whatwg.org/multipage/webappapis.html#the-hostpromiserejectiontracker-implementation";
    FETCH = "Fetch, Fetching", "https://fetch.spec.whatwg.org/#fetching";
    CLEAR = "HTML, clearTimeout()",
        "https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-cleartimeout";
}

page_rules! {
    /// A script is a task.
    ScriptRuns = [SCRIPTS, MODEL];
    /// The loop takes one task, goes through a checkpoint, and begins again.
    TaskPerTurn = [MODEL];
    /// Chrome takes the task of the highest priority, and of these the oldest.
    TaskChosen = [MODEL, SOURCES];
    TaskQueued = [QUEUE_TASK, SOURCES];
    /// It goes before what is queued already.
    UrgentTaskQueued = [MODEL, SOURCES];
    /// `setTimeout` of 0 ms: a task at once.
    TimerQueuedNow = [TIMERS, TIMEOUT];
    TimerArmed = [TIMERS, TIMEOUT];
    /// A timer that is due becomes a task only between two tasks.
    TimerBecomesTask = [TIMEOUT, QUEUE_TASK];
    /// The next period lies on the grid of the first.
    IntervalOnGrid = [TIMERS];
    TimerRuns = [TIMERS, SOURCES];
    InputRuns = [SOURCES, MODEL];
    MessageRuns = [PORTS, SOURCES];
    PostedTaskRuns = [POSTED];
    PageEventRuns = [SOURCES];
    FetchBegan = [FETCH];
    ResponseArrived = [FETCH, SOURCES];
    ResponseRuns = [FETCH, SOURCES];
    FrameCallbackQueued = [FRAME_CALLBACKS];
    FrameRuns = [RENDERING];
    FrameCallbackRuns = [FRAME_CALLBACKS, RENDERING];
    IdleCallbackQueued = [IDLE];
    IdleRuns = [IDLE];
    /// Listeners are called by the dispatch, synchronously.
    ListenerCalled = [INVOKE];
    /// The stack is empty after it: the microtasks run before the next listener.
    ListenerEndedAlone = [CLEAN_UP, INVOKE];
    /// Script is still on the stack: the microtasks wait.
    ListenerEndedInScript = [CLEAN_UP, INVOKE];
    /// After a task, and after every callback that leaves the stack empty: a checkpoint.
    TaskEnded = [CLEAN_UP, MODEL];
    /// The dispatch, or the frame, is over; its callbacks had their checkpoints.
    StepsEnded = [MODEL];
    MicrotaskEnded = [CHECKPOINT];
    Checkpoint = [CHECKPOINT];
    CheckpointEnded = [CHECKPOINT, MODEL];
    Cancelled = [CLEAR];
    ClockSpent = [MODEL];
    ClockWaited = [MODEL];
    /// `error` is fired at the throw, synchronously.
    ErrorReported = [REPORT];
    /// `unhandledrejection` is fired by a task.
    RejectionReported = [REJECTIONS];
    RejectionHandledLate = [TRACKER];
    NothingLeft = [MODEL];
}
