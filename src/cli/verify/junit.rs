//! The report that continuous integration reads: `JUnit`'s XML.

use std::io::{self, Write};

/// A lesson under a runtime.
pub(super) struct Case {
    pub(super) lesson: String,
    /// The runtime, or the Node it ran on.
    pub(super) on: String,
    pub(super) outcome: Outcome,
}

pub(super) enum Outcome {
    Held,
    /// With what is to be said of it.
    Failed(String),
    /// With the reason.
    PassedOver(String),
}

/// Writes the report.
pub(super) fn write(cases: &[Case], out: &mut dyn Write) -> io::Result<()> {
    let count = |what: fn(&Outcome) -> bool| cases.iter().filter(|it| what(&it.outcome)).count();
    let failures = count(|it| matches!(it, Outcome::Failed(_)));
    let skipped = count(|it| matches!(it, Outcome::PassedOver(_)));
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let tests = cases.len();
    let counts = format!(r#"tests="{tests}" failures="{failures}""#);
    writeln!(out, "<testsuites {counts}>")?;
    writeln!(out, r#"  <testsuite name="lessons" {counts} skipped="{skipped}">"#)?;
    for Case { lesson, on, outcome } in cases {
        let head = format!(r#"<testcase classname="{}" name="{}""#, safe(lesson), safe(on));
        match outcome {
            Outcome::Held => writeln!(out, "    {head}/>")?,
            Outcome::Failed(text) => {
                let text = safe(text);
                writeln!(out, "    {head}><failure>{text}</failure></testcase>")?;
            }
            Outcome::PassedOver(why) => {
                let why = safe(why);
                writeln!(out, r#"    {head}><skipped message="{why}"/></testcase>"#)?;
            }
        }
    }
    writeln!(out, "  </testsuite>\n</testsuites>")
}

/// Text as XML 1.0 can hold it: what is no `Char` of its grammar becomes U+FFFD.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_holds_whatever_a_program_wrote() {
        let case = |on: &str, outcome| Case { lesson: "a&b".into(), on: on.into(), outcome };
        let cases = [
            case("node-10", Outcome::Held),
            case("node-12", Outcome::Failed("<\u{1b}[31m\u{0}\u{fffe}]]>\n日 \"x\"".into())),
            case("v20.20.2", Outcome::PassedOver("no \"network\"".into())),
        ];
        let mut out = Vec::new();
        write(&cases, &mut out).expect("written");
        insta::assert_snapshot!(String::from_utf8_lossy(&out), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="3" failures="1">
          <testsuite name="lessons" tests="3" failures="1" skipped="1">
            <testcase classname="a&amp;b" name="node-10"/>
            <testcase classname="a&amp;b" name="node-12"><failure>&lt;�[31m��]]&gt;
        日 &quot;x&quot;</failure></testcase>
            <testcase classname="a&amp;b" name="v20.20.2"><skipped message="no &quot;network&quot;"/></testcase>
          </testsuite>
        </testsuites>
        "#);
    }
}
