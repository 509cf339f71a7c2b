//! Every field of a profile decides what some program prints.
//!
//! A probe is run by the rules of a Node and by the same rules with one field changed: its
//! output must change with it. What the probes print on real Node is `probes`' to hold.

use std::collections::BTreeSet;

use loopscope::{
    machine::profile::{
        AwaitRule, FirstPoll, IntervalRestart, Profile, TimerStore, UnhandledRejection,
    },
    trace::Runtime,
};

use crate::probes;

/// A field, the behaviour that it stands for, and the probe that shows it.
struct Flag {
    field: &'static str,
    behaviour: &'static str,
    /// Where the change is seen.
    on: Runtime,
    probe: &'static str,
    change: fn(&mut Profile),
}

const FLAGS: &[Flag] = &[
    Flag {
        field: "runtime",
        behaviour: "how console and util.inspect show values",
        on: Runtime::Node24,
        probe: "h07_classes.js",
        change: |profile| profile.runtime = Runtime::Node10,
    },
    Flag {
        field: "version",
        behaviour: "trips to the pool that reading and writing a file take",
        on: Runtime::Node26,
        probe: "f01_readfile_trips.js",
        change: |profile| profile.version = "v24.21.0",
    },
    Flag {
        field: "version",
        behaviour: "trips that fs.promises.readFile takes",
        on: Runtime::Node12,
        probe: "f01_readfile_trips.js",
        change: |profile| profile.version = "v14.21.3",
    },
    Flag {
        field: "version",
        behaviour: "a Readable emits close by itself",
        on: Runtime::Node14,
        probe: "f11_readable.js",
        change: |profile| profile.version = "v12.22.12",
    },
    Flag {
        field: "version",
        behaviour: "the order at the end of a Writable",
        on: Runtime::Node20,
        probe: "f12_writable.js",
        change: |profile| profile.version = "v18.20.8",
    },
    Flag {
        field: "version",
        behaviour: "the warning about too many listeners",
        on: Runtime::Node20,
        probe: "e03_maxlisteners.js",
        change: |profile| profile.version = "v18.20.8",
    },
    Flag {
        field: "await_rule",
        behaviour: "turns until the code after await",
        on: Runtime::Node12,
        probe: "b03_await_resume_turn.js",
        change: |profile| profile.await_rule = AwaitRule::NewPromise,
    },
    Flag {
        field: "timers",
        behaviour: "one handle per duration, and a clock that is read within the phase",
        on: Runtime::Node10,
        probe: "a11_timer_in_timer_late_update.js",
        change: |profile| profile.timers = TimerStore::HeapOfLists,
    },
    Flag {
        field: "closes_sync_iterators",
        behaviour: "for await closes a synchronous iterator that gives a rejected promise",
        on: Runtime::Node22,
        probe: "b10_for_await_rejected.js",
        change: |profile| profile.closes_sync_iterators = true,
    },
    Flag {
        field: "timers_look_again",
        behaviour: "a timer that becomes due behind the last one runs in the same phase",
        on: Runtime::Node20,
        probe: "a44_timers_look_again.js",
        change: |profile| profile.timers_look_again = false,
    },
    Flag {
        field: "refreshed_is_unref",
        behaviour: "a timer that is refreshed after it ran does not keep the loop alive",
        on: Runtime::Node11,
        probe: "a47_refreshed_after_run.js",
        change: |profile| profile.refreshed_is_unref = false,
    },
    Flag {
        field: "oversleeps",
        behaviour: "poll sleeps although callbacks took some of the time",
        on: Runtime::Node11,
        probe: "a21_interval_drift.js",
        change: |profile| profile.oversleeps = false,
    },
    Flag {
        field: "drain_between_callbacks",
        behaviour: "ticks and microtasks run between two timers of a list",
        on: Runtime::Node11,
        probe: "a06_two_timers.js",
        change: |profile| profile.drain_between_callbacks = false,
    },
    Flag {
        field: "drain_between_callbacks",
        behaviour: "ticks and microtasks run between two immediates",
        on: Runtime::Node11,
        probe: "a07_two_immediates.js",
        change: |profile| profile.drain_between_callbacks = false,
    },
    Flag {
        field: "truncated_timer_keys",
        behaviour: "1.9 and 1 share a list",
        on: Runtime::Node11,
        probe: "a20_coerce.js",
        change: |profile| profile.truncated_timer_keys = false,
    },
    Flag {
        field: "interval_restart",
        behaviour: "where the next period of an interval starts",
        on: Runtime::Node10,
        probe: "a46_interval_throws.js",
        change: |profile| profile.interval_restart = IntervalRestart::CallbackStart,
    },
    Flag {
        field: "first_poll",
        behaviour: "the first poll phase returns at once",
        on: Runtime::Node12,
        probe: "a43_first_poll.js",
        change: |profile| profile.first_poll = FirstPoll::Waits,
    },
    Flag {
        field: "first_poll",
        behaviour: "the first poll phase runs what an error left behind",
        on: Runtime::Node14,
        probe: "d23_leftovers_first_poll.js",
        change: |profile| profile.first_poll = FirstPoll::Returns,
    },
    Flag {
        field: "timer_primitive",
        behaviour: "+timer is a number that clearTimeout understands",
        on: Runtime::Node12,
        probe: "a39_clear_by_number.js",
        change: |profile| profile.timer_primitive = false,
    },
    Flag {
        field: "timer_has_ref",
        behaviour: "timer.hasRef()",
        on: Runtime::Node11,
        probe: "a24_unref.js",
        change: |profile| profile.timer_has_ref = false,
    },
    Flag {
        field: "timer_promises",
        behaviour: "util.promisify gives timers the forms of timers/promises",
        on: Runtime::Node14,
        probe: "h08_async_fn.js",
        change: |profile| profile.timer_promises = false,
    },
    Flag {
        field: "registered_promisify",
        behaviour: "the symbol of these forms is in the registry",
        on: Runtime::Node12,
        probe: "h08_async_fn.js",
        change: |profile| profile.registered_promisify = false,
    },
    Flag {
        field: "odd_delay_warnings",
        behaviour: "a negative or NaN delay warns",
        on: Runtime::Node24,
        probe: "a20_coerce.js",
        change: |profile| profile.odd_delay_warnings = false,
    },
    Flag {
        field: "liveness_after_timers",
        behaviour: "an unref'd immediate of the last timer never runs",
        on: Runtime::Node20,
        probe: "a26_unref_immediate.js",
        change: |profile| profile.liveness_after_timers = false,
    },
    Flag {
        field: "pending_after_poll",
        behaviour: "what libuv has put off runs after poll as well",
        on: Runtime::Node18,
        probe: "f20_half_open.js",
        change: |profile| profile.pending_after_poll = false,
    },
    Flag {
        field: "drain_after_main_threw",
        behaviour: "a handled throw of the main script is followed by a drain",
        on: Runtime::Node12,
        probe: "a31_sync_throw_in_main.js",
        change: |profile| profile.drain_after_main_threw = false,
    },
    Flag {
        field: "drain_before_check",
        behaviour: "what a handled throw left is drained before the immediates",
        on: Runtime::Node12,
        probe: "a35_throw_in_io.js",
        change: |profile| profile.drain_before_check = false,
    },
    Flag {
        field: "immediate_retry_takes_new",
        behaviour: "a throw of the last immediate lets new ones run in the same phase",
        on: Runtime::Node11,
        probe: "a40_last_immediate_throws.js",
        change: |profile| profile.immediate_retry_takes_new = false,
    },
    Flag {
        field: "unhandled_rejection",
        behaviour: "a rejection nobody handles ends the process",
        on: Runtime::Node16,
        probe: "d03_unhandled_default.js",
        change: |profile| profile.unhandled_rejection = UnhandledRejection::Warn,
    },
    Flag {
        field: "unhandled_rejection",
        behaviour: "a rejection nobody handles is offered to uncaughtException",
        on: Runtime::Node16,
        probe: "d07_unhandled_as_uncaught.js",
        change: |profile| profile.unhandled_rejection = UnhandledRejection::Warn,
    },
    Flag {
        field: "drain_after_handled_late",
        behaviour: "ticks that a rejection handled late has queued",
        on: Runtime::Node12,
        probe: "d26_handled_late_tick.js",
        change: |profile| profile.drain_after_handled_late = false,
    },
    Flag {
        field: "context_is_of_rejection",
        behaviour: "the AsyncLocalStorage store in which a handler of rejections runs",
        on: Runtime::Node24,
        probe: "e10_store_of_rejection.js",
        change: |profile| profile.context_is_of_rejection = false,
    },
    Flag {
        field: "rejection_snapshot",
        behaviour: "a handler of the first rejection cannot rescue the second",
        on: Runtime::Node20,
        probe: "d02_unhandled_multi.js",
        change: |profile| profile.rejection_snapshot = false,
    },
    Flag {
        field: "handler_mutes_rejections",
        behaviour: "a handler lets other rejections wait",
        on: Runtime::Node11,
        probe: "d29_handler_mutes_rejections.js",
        change: |profile| profile.handler_mutes_rejections = false,
    },
    Flag {
        field: "has_modules",
        behaviour: "import() works",
        on: Runtime::Node12,
        probe: "c06_cjs_dynamic_import.js",
        change: |profile| profile.has_modules = false,
    },
    Flag {
        field: "module_runs_in_poll",
        behaviour: "the main module's immediates come before its timers",
        on: Runtime::Node20,
        probe: "c01_esm_main.mjs",
        change: |profile| profile.module_runs_in_poll = false,
    },
    Flag {
        field: "import_turns",
        behaviour: "import() of a file takes passes of the loop",
        on: Runtime::Node20,
        probe: "c06_cjs_dynamic_import.js",
        change: |profile| profile.import_turns.reads_through_pool = false,
    },
    Flag {
        field: "import_turns",
        behaviour: "turns until import() gives a module that has run",
        on: Runtime::Node24,
        probe: "c17_import_turns.js",
        change: |profile| profile.import_turns.known += 1,
    },
    Flag {
        field: "import_turns",
        behaviour: "turns until a module imported by another has run",
        on: Runtime::Node22,
        probe: "c18_import_turns.mjs",
        change: |profile| profile.import_turns.levels.each = 2,
    },
    Flag {
        field: "module_failure_turns",
        behaviour: "microtasks that run before an error of the main module is reported",
        on: Runtime::Node16,
        probe: "c15_esm_failure_turns.mjs",
        change: |profile| profile.module_failure_turns = 3,
    },
    Flag {
        field: "detects_modules",
        behaviour: "a .js file with import is a module",
        on: Runtime::Node22,
        probe: "c13_esm_syntax_in_js.js",
        change: |profile| profile.detects_modules = false,
    },
    Flag {
        field: "exit_knows_unsettled",
        behaviour: "exit listeners are told of an unsettled main module",
        on: Runtime::Node22,
        probe: "c08_esm_unsettled_tla.mjs",
        change: |profile| profile.exit_knows_unsettled = false,
    },
    Flag {
        field: "has_import_meta_paths",
        behaviour: "import.meta.dirname and filename",
        on: Runtime::Node20,
        probe: "c14_import_meta.mjs",
        change: |profile| profile.has_import_meta_paths = false,
    },
    Flag {
        field: "has_queue_microtask",
        behaviour: "queueMicrotask",
        on: Runtime::Node11,
        probe: "g08_globals_old.js",
        change: |profile| profile.has_queue_microtask = false,
    },
];

/// The fields of a profile with their values, a line each, as `Debug` shows them.
fn fields(profile: &Profile) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in format!("{profile:#?}").lines() {
        match line.strip_prefix("    ").filter(|rest| !rest.starts_with([' ', '}'])) {
            Some(rest) => {
                let (name, value) = rest.split_once(": ").unwrap_or((rest, ""));
                fields.push((name.to_owned(), value.to_owned()));
            }
            None => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push_str(line);
                }
            }
        }
    }
    fields
}

/// The names of the fields in which two profiles differ.
fn changed(one: &Profile, other: &Profile) -> Vec<String> {
    let pairs = fields(one).into_iter().zip(fields(other));
    pairs.filter(|(one, other)| one.1 != other.1).map(|((name, _), _)| name).collect()
}

#[test]
fn every_field_has_a_probe() {
    let fields: BTreeSet<_> =
        fields(&Profile::of(Runtime::Node24)).into_iter().map(|(name, _)| name).collect();
    let shown: BTreeSet<_> = FLAGS.iter().map(|flag| flag.field.to_owned()).collect();
    assert_eq!(fields, shown);
}

#[test]
fn each_field_changes_what_its_probe_prints() {
    let mut wrong = Vec::new();
    for Flag { field, behaviour, on, probe, change } in FLAGS {
        let profile = Profile::of(*on);
        let mut other = profile;
        change(&mut other);
        assert_eq!(changed(&profile, &other), [*field], "{behaviour}");
        let job = probes::job(probe, *on);
        if probes::outcome(profile, &job) == probes::outcome(other, &job) {
            wrong.push(format!("{probe} on {on} does not show `{field}`: {behaviour}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
