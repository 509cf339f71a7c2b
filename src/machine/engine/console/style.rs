//! What `console` does differently from version to version, newest first.

use crate::trace::Runtime;

/// The choices one Node version makes.
#[expect(clippy::struct_excessive_bools, reason = "a table of independent yes/no differences")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// The enumerable properties in order.
    pub(super) order: &'static [&'static str],
    pub(super) names: Names,
    /// The global console is an instance of `Console`.
    pub(super) inherits: bool,
    /// It has a `Symbol.toStringTag`.
    pub(super) has_tag: bool,
    pub(super) assert: AssertRule,
    /// `countReset` of a label never counted, and `time` of one under way, warn.
    pub(super) warns: bool,
    /// `1.5s`, `1:01.500 (m:ss.mmm)`; milliseconds without idle zeros.
    pub(super) units: bool,
    /// `timeLog()` means the label `default`.
    pub(super) default_log_label: bool,
    /// Cells of tables stand in the middle.
    pub(super) centred: bool,
    /// Cells of tables are measured in columns, not in UTF-16 units, and never broken.
    pub(super) measured: bool,
}

/// What the methods of the global console are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    Plain,
    /// `bound consoleCall`; `time_log` is the length of `timeLog`.
    Bound {
        time_log: usize,
    },
}

/// What `assert` makes of its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AssertRule {
    /// The first is put behind `Assertion failed: `, and the text is formatted before it
    /// reaches `warn`.
    Formatted,
    /// The first is put behind `Assertion failed: `.
    Joined,
    /// Only if it is a string.
    Strings,
}

/// What V8 adds for an inspector, with names of its own.
const INSPECTORS: [&str; 6] =
    ["markTimeline", "profile", "profileEnd", "timeline", "timelineEnd", "timeStamp"];

const NODE_22: Style = Style {
    order: &[
        "log",
        "info",
        "debug",
        "warn",
        "error",
        "dir",
        "time",
        "timeEnd",
        "timeLog",
        "trace",
        "assert",
        "clear",
        "count",
        "countReset",
        "group",
        "groupEnd",
        "table",
        "dirxml",
        "groupCollapsed",
        "Console",
        "profile",
        "profileEnd",
        "timeStamp",
    ],
    names: Names::Plain,
    inherits: false,
    has_tag: true,
    assert: AssertRule::Strings,
    warns: true,
    units: true,
    default_log_label: true,
    centred: false,
    measured: true,
};

const NODE_20: Style = Style {
    order: &[
        "log",
        "warn",
        "dir",
        "time",
        "timeEnd",
        "timeLog",
        "trace",
        "assert",
        "clear",
        "count",
        "countReset",
        "group",
        "groupEnd",
        "table",
        "debug",
        "info",
        "dirxml",
        "error",
        "groupCollapsed",
        "Console",
        "profile",
        "profileEnd",
        "timeStamp",
    ],
    assert: AssertRule::Joined,
    ..NODE_22
};

const NODE_18: Style = Style { centred: true, ..NODE_20 };

const NODE_12: Style = Style { units: false, ..NODE_18 };

const NODE_11: Style = Style {
    names: Names::Bound { time_log: 0 },
    inherits: true,
    has_tag: false,
    measured: false,
    ..NODE_12
};

const NODE_10: Style = Style {
    order: &[
        "log",
        "debug",
        "info",
        "dirxml",
        "warn",
        "error",
        "dir",
        "time",
        "timeEnd",
        "timeLog",
        "trace",
        "assert",
        "clear",
        "count",
        "countReset",
        "group",
        "groupCollapsed",
        "groupEnd",
        "table",
        "Console",
        "markTimeline",
        "profile",
        "profileEnd",
        "timeline",
        "timelineEnd",
        "timeStamp",
    ],
    names: Names::Bound { time_log: 1 },
    assert: AssertRule::Formatted,
    warns: false,
    default_log_label: false,
    ..NODE_11
};

impl Style {
    /// The choices of a runtime.
    pub(super) fn of(runtime: Runtime) -> &'static Self {
        match runtime {
            Runtime::Node10 => &NODE_10,
            Runtime::Node11 => &NODE_11,
            Runtime::Node12 => &NODE_12,
            Runtime::Node14 | Runtime::Node16 | Runtime::Node18 => &NODE_18,
            Runtime::Node20 => &NODE_20,
            Runtime::Node22 | Runtime::Node24 | Runtime::Node26 | Runtime::Browser => &NODE_22,
        }
    }

    /// The methods that a `Console` of any program has.
    pub(super) fn methods(&self) -> impl Iterator<Item = &'static str> {
        self.order.iter().copied().filter(|name| *name != "Console" && !is_inspectors(name))
    }
}

/// Whether V8 gives the global console the method, for an inspector.
pub(super) fn is_inspectors(name: &str) -> bool {
    INSPECTORS.contains(&name)
}
