//! A run as plain text, one event a line.

use std::{
    io::{self, Write},
    iter::Peekable,
    slice,
};

use unicode_width::UnicodeWidthStr as _;

use super::fold::{Piece, pieces};
use crate::{
    scene::{Film, Scene, scenes},
    text::{self, Lang, Row},
    trace::{Fact, Omission, Step, VirtualTime},
};

/// Columns of the place in the loop.
const WHERE: usize = 19;

pub(super) fn write(film: &Film, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", text::heading(film, film.end(), lang))?;
    let omissions = film.trace().omissions().iter();
    let digits = film.end().0.to_string().len().max(4);
    let mut listing = Listing { lang, digits, omissions: omissions.peekable(), out };
    listing.head()?;
    let mut scenes = scenes(film);
    let Some(mut before) = scenes.next() else { return Ok(()) };
    for piece in pieces(film.trace().facts()) {
        match piece {
            Piece::One(_) => {
                let Some(scene) = scenes.next() else { break };
                listing.event(before, &scene)?;
                listing.omissions(&scene)?;
                before = scene;
            }
            Piece::Again { len, times, .. } => {
                let from = before.time();
                for _ in 0..len * times {
                    let Some(scene) = scenes.next() else { break };
                    before = scene;
                }
                let passed = VirtualTime(before.time().0.saturating_sub(from.0));
                listing.again(&before, &text::again(len, times, passed, lang))?;
                listing.omissions(&before)?;
            }
        }
    }
    Ok(())
}

struct Listing<'w, W> {
    lang: Lang,
    /// Of the widest step number.
    digits: usize,
    /// What is left out, as far as it has not been said.
    omissions: Peekable<slice::Iter<'w, Omission>>,
    out: &'w mut W,
}

impl<W: Write> Listing<'_, W> {
    fn head(&mut self) -> io::Result<()> {
        let name = |row| text::row(row, self.lang);
        let place = padded(name(Row::Where), WHERE);
        let (step, at) = (name(Row::Step), name(Row::Place));
        let step = format!("{}{step}", " ".repeat(self.digits.saturating_sub(step.width())));
        let what = name(Row::What);
        writeln!(self.out, "{step}        ms  {place} {}  {what}", padded(at, 7))
    }

    /// What is left out from here on.
    fn omissions(&mut self, scene: &Scene) -> io::Result<()> {
        while let Some(omission) = self.omissions.next_if(|it| it.step <= scene.step()) {
            let line = scene.film().trace().line_of(omission);
            let words = text::omission(omission.what, line, self.lang);
            writeln!(self.out, "{:margin$}! {words}", "", margin = self.margin())?;
        }
        Ok(())
    }

    fn event<'a>(&mut self, before: Scene<'a>, scene: &Scene<'a>) -> io::Result<()> {
        if let Some(Fact::ConsoleWrote { stream, text }) = scene.fact() {
            let mark = text::stream(stream);
            let text = scene.film().trace().text(text);
            self.columns(scene, scene.step())?;
            let mut margin = 0;
            for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
                writeln!(self.out, "{:margin$}{mark} | {}", "", text::visible(line))?;
                margin = self.margin();
            }
            return Ok(());
        }
        self.columns(scene, scene.step())?;
        let words = text::sentence_between(before, scene.clone(), self.lang);
        let origin = text::origin(scene, self.lang);
        writeln!(self.out, "{words}{origin}")?;
        self.variables(scene)
    }

    /// What variables have been found to hold now, if the recording tells.
    fn variables(&mut self, scene: &Scene) -> io::Result<()> {
        let margin = self.margin();
        for variable in scene.variables(0).iter().filter(|it| it.since == scene.step()) {
            let value = text::holds(scene.film(), variable.holds, self.lang);
            writeln!(self.out, "{:margin$}{} = {value}", "", variable.name)?;
        }
        Ok(())
    }

    fn again(&mut self, scene: &Scene, words: &str) -> io::Result<()> {
        self.columns(scene, scene.step())?;
        writeln!(self.out, "{words}")
    }

    /// Columns before what happens.
    fn margin(&self) -> usize {
        self.digits + 1 + 9 + 2 + WHERE + 1 + 7 + 2
    }

    fn columns(&mut self, scene: &Scene, step: Step) -> io::Result<()> {
        let digits = self.digits;
        let time = text::ms(scene.time());
        let at = text::at(scene, self.lang);
        let place = scene.about();
        let place = place.map_or_else(String::new, |at| format!("{}:{}", at.line, at.column));
        write!(self.out, "{:>digits$} {time:>9}  {} {place:>7}  ", step.0, padded(&at, WHERE))
    }
}

/// Filled up to `width` columns.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
