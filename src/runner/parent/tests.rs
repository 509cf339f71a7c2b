//! What becomes of recorders that misbehave, each played by a shell script.

use std::time::Duration;

use super::*;
use crate::{runner::wire, trace::Header, world::World};

/// The bytes of these messages, as `printf` takes them.
fn printf(messages: &[Message]) -> String {
    let mut bytes = Vec::new();
    for message in messages {
        wire::write(message, &mut bytes).unwrap();
    }
    let octal: Vec<String> = bytes.iter().map(|byte| format!("\\{byte:03o}")).collect();
    format!("printf '{}'; ", octal.concat())
}

fn exited() -> Message {
    Message::Record(Record::Fact(Fact::Exited { code: 0 }))
}

fn recorded() -> [Message; 2] {
    [
        Message::Record(Record::Header(Header::default())),
        Message::Record(Record::Fact(Fact::DrainEnded)),
    ]
}

fn script(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(script);
    command
}

fn job(text: String) -> Job {
    Job {
        name: "x".to_owned(),
        path: "/x.js".to_owned(),
        text,
        runtime: crate::trace::Runtime::default(),
        world: World::default(),
        args: Vec::new(),
        max_steps: 10,
        choices: Vec::new(),
        variables: false,
    }
}

fn supervised(commands: &str, wall: Duration) -> Result<Recording, Error> {
    let limits = Limits { wall, memory: 100 << 20 };
    let command = script(&format!("cat >/dev/null; {commands}"));
    supervise(command, &job(String::new()), &limits, &mut |_, _| ControlFlow::Continue(()))
}

/// What a recorder's run with this script leaves: the stop, and the facts.
fn stopped(script: &str) -> (Option<Stop>, Vec<Fact>) {
    let recording = supervised(script, Duration::from_mins(1)).unwrap();
    (recording.stop, recording.trace.facts().to_vec())
}

fn ends(cause: StopCause) -> Vec<Fact> {
    vec![Fact::DrainEnded, Fact::Stopped { cause }]
}

#[test]
fn a_run_that_ended_is_whole() {
    let [header, fact] = recorded();
    let script = printf(&[header, fact, exited(), Message::Ended(Outcome::Finished)]);
    let (stop, facts) = stopped(&script);
    assert_eq!(stop, None);
    assert_eq!(facts, [Fact::DrainEnded, Fact::Exited { code: 0 }]);
}

#[test]
fn a_budget_that_ran_out_is_named() {
    let [header, fact] = recorded();
    let script = printf(&[header, fact, Message::Ended(Outcome::Stopped(StopCause::Steps))]);
    let (stop, facts) = stopped(&script);
    assert_eq!(stop, Some(Stop::Steps(10)));
    assert_eq!(facts, ends(StopCause::Steps));
}

#[test]
fn an_allocation_that_was_refused_is_the_budget_of_memory() {
    let script = printf(&recorded())
        + "echo 'memory allocation of 25769803776 bytes failed' >&2; kill -ABRT $$";
    let (stop, facts) = stopped(&script);
    assert_eq!(stop, Some(Stop::Memory(100 << 20)));
    assert_eq!(facts, ends(StopCause::Memory));
}

#[test]
fn a_stack_that_overflowed_is_the_engine_giving_up() {
    let script = printf(&recorded())
        + "echo \"thread 'engine' has overflowed its stack\" >&2; kill -ABRT $$";
    let (stop, facts) = stopped(&script);
    assert_eq!(stop, Some(Stop::Stack));
    assert_eq!(facts, ends(StopCause::Engine));
}

#[test]
fn a_recorder_that_was_killed_says_by_what() {
    let (stop, facts) = stopped(&(printf(&recorded()) + "kill -SEGV $$"));
    assert!(matches!(stop, Some(Stop::Died(status)) if status.contains("SIGSEGV")));
    assert_eq!(facts, ends(StopCause::Engine));
}

#[test]
fn a_record_cut_off_by_the_death_is_dropped() {
    let whole = printf(&recorded());
    let (stop, facts) = stopped(&(whole + "printf '\\005\\000\\000\\000\\001'; kill -KILL $$"));
    assert!(matches!(stop, Some(Stop::Died(status)) if status.contains("SIGKILL")));
    assert_eq!(facts, ends(StopCause::Engine));
}

#[test]
fn a_death_after_the_exit_is_no_stop() {
    let [header, fact] = recorded();
    let (stop, facts) = stopped(&(printf(&[header, fact, exited()]) + "kill -SEGV $$"));
    assert_eq!(stop, None);
    assert_eq!(facts.last(), Some(&Fact::Exited { code: 0 }));
}

#[test]
fn what_is_no_record_is_an_error() {
    let script = "printf '\\002\\000\\000\\000\\377\\377'; sleep 60";
    let error = supervised(script, Duration::from_mins(1)).unwrap_err();
    assert!(matches!(error, Error::Corrupt(_)), "{error}");
}

#[test]
fn what_names_the_unknown_is_an_error() {
    let record = Record::Fact(Fact::StatementReached { site: crate::trace::SiteId(9) });
    let script = printf(&[Message::Record(record)]) + "sleep 60";
    let error = supervised(&script, Duration::from_mins(1)).unwrap_err();
    assert!(matches!(error, Error::Corrupt(_)), "{error}");
}

#[test]
fn a_recorder_that_keeps_no_budget_is_killed() {
    let script = printf(&recorded()) + "exec sleep 60";
    let recording = supervised(&script, Duration::ZERO).unwrap();
    assert_eq!(recording.stop, Some(Stop::WallTime(Duration::ZERO)));
    assert_eq!(recording.trace.facts(), ends(StopCause::WallTime));
}

#[test]
fn a_recorder_that_reads_no_request_is_killed() {
    let job = job("x".repeat(1 << 20)); // more than a pipe holds
    let limits = Limits { wall: Duration::ZERO, ..Limits::default() };
    let recording =
        supervise(script("exec sleep 60"), &job, &limits, &mut |_, _| ControlFlow::Continue(()));
    assert_eq!(recording.unwrap().stop, Some(Stop::WallTime(Duration::ZERO)));
}

#[test]
fn a_caller_that_breaks_gets_what_there_is() {
    let command = script(&format!("cat >/dev/null; {} exec sleep 60", printf(&recorded())));
    let mut seen = Vec::new();
    let limits = Limits::default();
    let recording = supervise(command, &job(String::new()), &limits, &mut |_, facts| {
        seen.extend_from_slice(facts);
        ControlFlow::Break(())
    });
    let recording = recording.unwrap();
    assert_eq!(seen, [Fact::DrainEnded]);
    assert_eq!(recording.trace.facts(), [Fact::DrainEnded]);
    assert_eq!(recording.stop, None);
}
