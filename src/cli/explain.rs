//! An error in words, for people at a terminal.

mod excerpt;

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode,
    SourceSpan,
};

use self::excerpt::Excerpt;
use crate::{text::visible, trace::format::is_obeyed};

/// How to draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) color: bool,
    pub(super) ascii: bool,
}

/// Message, place and remedy of `error`. Nothing that a file or its name holds reaches the
/// terminal as anything but text.
pub(super) fn explain(error: &dyn Diagnostic, style: Style) -> String {
    let theme = match (style.ascii, style.color) {
        (false, true) => GraphicalTheme::unicode(),
        (false, false) => GraphicalTheme::unicode_nocolor(),
        (true, true) => GraphicalTheme::ascii(),
        (true, false) => GraphicalTheme::none(),
    };
    let shown = Shown::new(error);
    let mut text = String::new();
    match GraphicalReportHandler::new_themed(theme).render_report(&mut text, &shown) {
        Ok(()) => text,
        Err(fmt::Error) => format!("error: {shown}\n"),
    }
}

/// A copy of a diagnostic that is safe to show.
#[derive(Debug)]
struct Shown {
    message: String,
    help: Option<String>,
    source: Option<Excerpt>,
    labels: Vec<LabeledSpan>,
}

impl Shown {
    fn new(error: &dyn Diagnostic) -> Self {
        let mut message = visible(&error.to_string()).into_owned();
        let mut cause = error.source();
        while let Some(error) = cause {
            message = format!("{message}: {}", visible(&error.to_string()));
            cause = error.source();
        }
        let labels: Vec<_> = error.labels().into_iter().flatten().collect();
        let whole = |first: &LabeledSpan| whole(error.source_code()?, first.inner());
        let source = labels.first().and_then(whole).map(Excerpt);
        Self {
            message,
            help: error.help().map(|help| visible(&help.to_string()).into_owned()),
            labels: source.as_ref().map(|source| source.fit(labels)).unwrap_or_default(),
            source,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// The whole text around `span`, with its name, made safe.
fn whole(source: &dyn SourceCode, span: &SourceSpan) -> Option<NamedSource<String>> {
    let around = source.read_span(span, usize::MAX, usize::MAX).ok()?;
    let text = std::str::from_utf8(around.data()).ok()?;
    let name = visible(around.name().unwrap_or_default()).into_owned();
    Some(NamedSource::new(name, in_place(text)))
}

/// The text with what a terminal would obey replaced byte for byte, so that spans still fit.
fn in_place(text: &str) -> String {
    let replaced = text.chars().map(|it| match it {
        '\n' | '\t' => it,
        '\r' => ' ', // at the end of a line, as Windows has it
        _ if !is_obeyed(it) => it,
        _ => match it.len_utf8() {
            1 => '?',
            2 => '¿',
            _ => char::REPLACEMENT_CHARACTER,
        },
    });
    replaced.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error, Diagnostic)]
    #[error("no \u{1b}[31mred")]
    struct Wrong {
        #[source_code]
        text: NamedSource<String>,
        #[label("here")]
        span: SourceSpan,
        #[help]
        help: String,
        #[source]
        cause: std::io::Error,
    }

    fn wrong() -> Wrong {
        Wrong {
            text: NamedSource::new("a\u{1b}.js", "let \u{1b}[2J\u{9b}x\u{202e}y = ;\n".to_owned()),
            span: (17, 1).into(),
            help: "say \u{7}nothing".to_owned(),
            cause: std::io::Error::other("\u{1b}c"),
        }
    }

    #[test]
    fn nothing_is_left_for_a_terminal_to_obey() {
        insta::assert_snapshot!(explain(&wrong(), Style { color: false, ascii: false }), @r"
         × no ␛[31mred: ␛c
          ╭─[a␛.js:1:18]
        1 │ let ?[2J¿x�y = ;
          ·               ┬
          ·               ╰── here
          ╰────
         help: say ␇nothing
        ");
    }

    #[test]
    fn a_place_in_a_long_line_is_shown_with_what_is_around_it() {
        let text = NamedSource::new("min.js", format!("x\n{}", "0,".repeat(100_000)));
        let wrong = Wrong { text, span: (100_000, 1).into(), ..wrong() };
        insta::assert_snapshot!(explain(&wrong, Style { color: false, ascii: false }), @r"
         × no ␛[31mred: ␛c
          ╭─[min.js:2:99999]
        2 │ 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
          ·                               ┬
          ·                               ╰── here
          ╰────
         help: say ␇nothing
        ");
    }

    #[test]
    fn ascii_is_ascii_and_colour_is_asked_for() {
        let plain = explain(&wrong(), Style { color: false, ascii: true });
        assert!(
            plain
                .lines()
                .filter(|line| !line.contains("let"))
                .all(|line| { line.replace(['␛', '␇'], "").is_ascii() }),
            "{plain}"
        );
        assert!(!explain(&wrong(), Style { color: false, ascii: false }).contains('\u{1b}'));
        assert!(explain(&wrong(), Style { color: true, ascii: false }).contains('\u{1b}'));
    }

    #[test]
    fn replacing_keeps_every_place() {
        let text = "a\u{1b}b\u{9b}c\u{202e}d\té宏";
        let safe = in_place(text);
        assert_eq!(safe, "a?b¿c\u{fffd}d\té宏");
        assert_eq!(safe.len(), text.len());
    }
}
