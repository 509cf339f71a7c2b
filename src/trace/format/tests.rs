use proptest::prelude::*;

use super::*;
use crate::trace::{
    Entry, EntryId, EntryKind,
    draft::{Draft, everything},
};

fn written(trace: &Trace) -> String {
    let mut out = Vec::new();
    write_head(trace, &mut out).expect("a vector takes everything");
    for step in 1..=trace.end().0 {
        let about = About { kind: "x".into(), ..About::default() };
        write_fact(trace, Step(step), about, &mut out).expect("a vector takes everything");
    }
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[test]
fn what_is_read_is_what_was_written() {
    let trace = everything(Runtime::Node12);
    assert_eq!(read(written(&trace).as_bytes()).expect("it was just written"), trace);
}

#[test]
fn a_line_holds_nothing_that_a_terminal_obeys() {
    let text = written(&everything(Runtime::Node12));
    assert!(text.chars().all(|c| c == '\n' || !is_obeyed(c)), "{text}");
    assert!(text.contains("微任务"), "other scripts stay readable");
}

#[test]
fn the_lines_look_like_this() {
    let mut draft = Draft::new(Runtime::Node24, "tick();");
    let entry = draft.entry(EntryKind::Tick, "tick", None);
    let step = draft.fact(Fact::EntryQueued { entry });
    let trace = draft.trace();
    let mut out = Vec::new();
    write_head(&trace, &mut out).expect("a vector takes everything");
    let about = About {
        kind: "tick-queued".into(),
        label: Some("tick"),
        line: Some(1),
        col: Some(1),
        ..About::default()
    };
    write_fact(&trace, step, about, &mut out).expect("a vector takes everything");
    insta::assert_snapshot!(String::from_utf8(out).expect("JSON is UTF-8"), @r#"
    {"format":"loopscope-trace/3","program":"main.js","runtime":"node-24","seed":1,"threads":4}
    {"define":"file","id":1,"path":"/app/main.js","text":"tick();"}
    {"define":"text","id":1,"text":""}
    {"define":"text","id":2,"text":"tick"}
    {"define":"site","id":1,"file":1,"kind":"program","start":{"line":1,"column":1},"end":{"line":1,"column":8},"function":1,"name":1}
    {"define":"entry","id":1,"kind":"tick","label":2,"site":null,"scheduled":0,"promise":null,"duration_ms":0}
    {"step":1,"t_us":0,"kind":"tick-queued","iteration":0,"label":"tick","line":1,"col":1,"fact":{"entry-queued":{"entry":1}}}
    "#);
}

#[test]
fn every_fault_names_its_line_and_a_way_out() {
    let head = written(&Trace::default());
    let head = head.trim_end();
    let broken = [
        String::new(),
        "not json".to_owned(),
        r#"{"fact":"drain-ended"}"#.to_owned(),
        r#"{"format":"loopscope-trace/99"}"#.to_owned(),
        format!("{head}\n{head}"),
        format!("{head}\n{{\"fact\":{{\"entry-queued\":{{\"entry\":1}}}}}}"),
        format!("{head}\n{{\"fact\":{{\"entry-queued\":{{\"entry\":0}}}}}}"),
        format!("{head}\n\n{{\"fact\":\"sneezed\"}}"),
        format!("{head}\n{{\"step\":1}}"),
        format!("{head}\n{{\"define\":\"sneeze\",\"id\":1}}"),
        format!("{head}\n{{\"define\":\"text\",\"id\":2,\"text\":\"a\"}}"),
        format!(
            "{head}\n{{\"define\":\"text\",\"id\":1,\"text\":\"a\"}}\n{{\"define\":\"text\",\"id\":2,\"text\":\"a\"}}"
        ),
        format!("{head}\n{{\"define\":\"entry\",\"id\":4294967295}}"),
    ];
    let faults = broken.iter().map(|text| match read(text.as_bytes()) {
        Ok(_) => format!("{text} was read"),
        Err(error) => error.to_string(),
    });
    insta::assert_snapshot!(faults.collect::<Vec<_>>().join("\n"), @r#"
    line 1: this is not a recording: its first line must begin with {"format":"loopscope-trace/3"; make one with `loopscope render --format jsonl`
    line 1: this is not a recording: its first line must begin with {"format":"loopscope-trace/3"; make one with `loopscope render --format jsonl`
    line 1: this is not a recording: its first line must begin with {"format":"loopscope-trace/3"; make one with `loopscope render --format jsonl`
    line 1: the recording has the format `loopscope-trace/99`, this loopscope reads `loopscope-trace/3`; record the program again
    line 2: a recording has one header, this is a second one; split the file before this line
    line 2: a record names what no earlier record describes: entry 1; a definition is missing or comes too late, record the program again
    line 2: a record names what no earlier record describes: entry 0; a definition is missing or comes too late, record the program again
    line 3: column 17: unknown variant `sneezed`, expected one of `statement-reached`, `call-entered`, `call-resumed`, `call-exited`, `await-suspended`, `await-resumed`, `thrown`, `promise-created`, `promise-settled`, `reaction-added`, `entry-queued`, `timer-armed`, `entry-cancelled`, `entry-referenced`, `request-taken`, `request-completed`, `task-queued`, `entry-started`, `entry-ended`, `iteration-began`, `phase-entered`, `drain-began`, `drain-ended`, `clock-moved`, `decision-made`, `console-wrote`, `error-uncaught`, `rejection-unhandled`, `rejection-handled`, `exited`, `stopped`; restore the line, or record the program again
    line 2: it has neither "define" nor "fact"; remove the line
    line 2: there is no definition of a `sneeze`; known are file, text, site, promise, wait, entry, decision, variable and local
    line 2: text 2 comes where text 1 must; keep definitions in order
    line 3: text 2 is a text that was defined before; each text has one id
    line 2: column 34: missing field `kind`; restore the line, or record the program again
    "#);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a file holds, reading it gives a trace or an error.
    #[test]
    fn reading_never_panics(at in any::<prop::sample::Index>(), with in ".{0,3}", cut in any::<bool>()) {
        let text = written(&everything(Runtime::Node12));
        let bounds: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
        let at = bounds[at.index(bounds.len())];
        let tail = if cut { "" } else { &text[at..] };
        let broken = format!("{}{with}{}", &text[..at], tail.get(with.len()..).unwrap_or_default());
        let _ = read(broken.as_bytes());
    }

    #[test]
    fn entries_come_back_as_they_were(label in ".*", kind in 0..3u8, duration_ms in any::<u32>(), scheduled in any::<u32>()) {
        let mut draft = Draft::new(Runtime::Node10, "");
        let kind = [EntryKind::Interval, EntryKind::PassThrough, EntryKind::Close][usize::from(kind)];
        let label = draft.text(&label);
        let entry = Entry { kind, label, site: None, scheduled: Step(scheduled), promise: None, duration_ms };
        prop_assert_eq!(draft.described(entry), EntryId(1));
        let trace = draft.trace();
        prop_assert_eq!(read(written(&trace).as_bytes()).expect("it was just written"), trace);
    }
}
