//! One moment as a drawing in plain text.

use std::io::{self, Write};

use crate::{
    scene::{Film, RequestState, Rule, Scene, Waiting, at, why},
    text::{self, Lang, Row},
    trace::{Queue, Step},
};

/// Lines of the program shown around the one that runs.
const AROUND: u32 = 6;

/// Rows of a panel before the rest is only counted.
const ROWS: usize = 12;

/// The queues, in the order in which they are emptied.
const IN_NODE: [Queue; 6] =
    [Queue::Ticks, Queue::Microtasks, Queue::Timers, Queue::Poll, Queue::Check, Queue::Close];
const IN_PAGE: [Queue; 6] =
    [Queue::Tasks, Queue::Microtasks, Queue::Timers, Queue::Poll, Queue::Rendering, Queue::Idle];

/// Columns of running text.
const WIDTH: usize = 78;

pub(super) fn write(film: &Film, step: Step, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let scene = at(film, step);
    writeln!(out, "{}", text::heading(film, scene.step(), lang))?;
    let mut still = Still { scene: &scene, lang, out };
    still.source()?;
    still.stack()?;
    still.variables()?;
    for queue in if film.runtime().is_browser() { IN_PAGE } else { IN_NODE } {
        still.queue(queue)?;
    }
    still.suspended()?;
    still.console()?;
    still.why()
}

struct Still<'s, 'w, W> {
    scene: &'s Scene<'s>,
    lang: Lang,
    out: &'w mut W,
}

impl<W: Write> Still<'_, '_, W> {
    fn panel(&mut self, title: &str, rows: &[String]) -> io::Result<()> {
        writeln!(self.out, "\n{title}")?;
        let hidden = rows.len().saturating_sub(ROWS);
        for row in rows.iter().take(ROWS) {
            writeln!(self.out, "  {row}")?;
        }
        if hidden > 0 {
            writeln!(self.out, "  {}", text::more(hidden, self.lang))?;
        }
        Ok(())
    }

    fn source(&mut self) -> io::Result<()> {
        let Some(place) = self.scene.about().or_else(|| self.scene.place()) else { return Ok(()) };
        let film = self.scene.film();
        let id = film.trace().site(place.site).file;
        let last = u32::try_from(film.source_len(id)).unwrap_or(u32::MAX);
        let from = place.line.saturating_sub(AROUND).max(1);
        writeln!(self.out, "\n{}", text::row(Row::Source, self.lang))?;
        for line in from..=place.line.saturating_add(AROUND).min(last) {
            let mark = if line == place.line { '>' } else { ' ' };
            let words = text::visible(film.source_line(id, line));
            writeln!(self.out, "{}", format!("{mark} {line:>4}  {words}").trim_end())?;
        }
        Ok(())
    }

    fn stack(&mut self) -> io::Result<()> {
        let lang = self.lang;
        let scene = self.scene;
        let mut rows: Vec<_> = scene
            .calls()
            .map(|call| {
                let at = call.at.map_or_else(String::new, |at| text::line(scene.film(), at, lang));
                format!("{:<32}{at}", text::call(&call, lang)).trim_end().to_owned()
            })
            .collect();
        rows.extend(
            scene
                .running_entries()
                .map(|running| format!("({})", text::kind(running.card.kind, lang))),
        );
        self.panel(&text::counted(text::row(Row::Stack, lang), scene.depth()), &rows)
    }

    /// Only if the recording tells of variables.
    fn variables(&mut self) -> io::Result<()> {
        if self.scene.film().trace().variables().is_empty() {
            return Ok(());
        }
        let (scene, lang) = (self.scene, self.lang);
        let rows: Vec<_> = scene
            .variables(0)
            .iter()
            .map(|variable| {
                let mark = if variable.since == scene.step() { '+' } else { ' ' };
                let value = text::holds(scene.film(), variable.holds, lang);
                format!("{mark} {} = {value}", variable.name)
            })
            .collect();
        self.panel(&text::counted(text::row(Row::Variables, lang), rows.len()), &rows)
    }

    fn queue(&mut self, queue: Queue) -> io::Result<()> {
        let (scene, lang) = (self.scene, self.lang);
        let rows: Vec<_> = match queue {
            Queue::Timers => scene
                .timers()
                .map(|timer| format!("{} {}", self.card(&timer.waiting), text::due(&timer, lang)))
                .collect(),
            Queue::Poll => scene
                .requests()
                .map(|request| {
                    let state = match request.state {
                        // Who takes it is not known before the next step.
                        RequestState::Waiting if request.waiting.since == scene.step() => {
                            return self.card(&request.waiting);
                        }
                        RequestState::Waiting => text::row(Row::NoThread, lang).to_owned(),
                        RequestState::Taken { worker, .. } => text::worker(worker, lang),
                        RequestState::Ready { .. } => text::row(Row::Ready, lang).to_owned(),
                    };
                    format!("{} {state}", self.card(&request.waiting))
                })
                .collect(),
            Queue::Ticks
            | Queue::Microtasks
            | Queue::Check
            | Queue::Close
            | Queue::Tasks
            | Queue::Rendering
            | Queue::Idle => scene.queue(queue).map(|waiting| self.card(&waiting)).collect(),
        };
        if rows.is_empty()
            && matches!(queue, Queue::Poll | Queue::Close | Queue::Rendering | Queue::Idle)
        {
            return Ok(());
        }
        let title = match lang {
            Lang::En => text::queue(queue, lang).to_uppercase(),
            Lang::Zh => text::queue(queue, lang).to_owned(),
        };
        self.panel(&text::counted(&title, rows.len()), &rows)
    }

    fn card(&self, waiting: &Waiting) -> String {
        let film = self.scene.film();
        let label = text::label(film, &waiting.card, self.lang);
        let origin = waiting.card.origin.or(waiting.card.place);
        let line = origin.map_or_else(String::new, |at| text::line(film, at, self.lang));
        format!("{label:<32}{line:<12}").trim_end().to_owned()
    }

    fn suspended(&mut self) -> io::Result<()> {
        let (film, lang) = (self.scene.film(), self.lang);
        let rows: Vec<_> = self
            .scene
            .suspended()
            .map(|waits| {
                let at = text::line(film, waits.place, lang);
                format!("{:<32}{at}", text::call(&waits.call, lang))
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        self.panel(&text::counted(text::row(Row::Suspended, lang), rows.len()), &rows)
    }

    fn console(&mut self) -> io::Result<()> {
        let count = self.scene.line_count();
        writeln!(self.out, "\n{}", text::counted(text::row(Row::Console, self.lang), count))?;
        let hidden = count.saturating_sub(ROWS);
        if hidden > 0 {
            writeln!(self.out, "  {}", text::more(hidden, self.lang))?;
        }
        for line in self.scene.lines().skip(hidden) {
            writeln!(self.out, "  {}", text::visible(&line.text))?;
        }
        Ok(())
    }

    fn why(&mut self) -> io::Result<()> {
        let (film, step, lang) = (self.scene.film(), self.scene.step(), self.lang);
        let why = why(film, step);
        writeln!(self.out, "\n{}", text::row(Row::Why, lang))?;
        let mut paragraphs = vec![text::sentence(film, step, lang)];
        paragraphs.extend(why.rule.map(|rule| text::rule(rule, lang).to_owned()));
        paragraphs.extend(why.decision.map(|decision| text::decision(film, decision, lang)));
        paragraphs.extend(why.waiters.iter().map(|who| text::waiters(self.scene, who, lang)));
        for paragraph in paragraphs {
            for line in text::wrapped(&paragraph, WIDTH) {
                writeln!(self.out, "  {line}")?;
            }
        }
        for source in why.rule.map_or(&[][..], Rule::sources) {
            writeln!(self.out, "  {}\n    {}", source.title, source.url)?;
        }
        Ok(())
    }
}
