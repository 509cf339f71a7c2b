//! The program, with the line that runs.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Widget,
};

use super::{
    Backdrop, Panel, Theme, View, clip,
    highlight::{self, Class, Listing},
    panel::Visible,
    rows::Rows,
    words,
};
use crate::{
    scene::Scene,
    trace::{Fact, FileId, Position, SiteId, SiteKind, Step},
};

/// The place in the program that a scene shows, and whether code runs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) file: FileId,
    pub(super) line: u32,
    site: SiteId,
    /// Code runs here now; otherwise it is where code ran last.
    is_now: bool,
}

/// The statement that runs; else the callback that has just begun; else where code ran last.
pub(super) fn shown_place(scene: &Scene<'_>) -> Option<Shown> {
    let running = scene.running().and_then(|running| running.card.place);
    let (site, is_now) = match scene.place().or(running) {
        Some(place) => (place.site, true),
        None => (last_site(scene)?, false),
    };
    let record = scene.film().trace().site(site);
    Some(Shown { file: record.file, line: record.start.line, site, is_now })
}

/// The file that a scene shows.
pub fn shown_file(scene: &Scene<'_>) -> Option<FileId> {
    shown_place(scene).map(|shown| shown.file)
}

/// The file and the line (counted from 1) that a scene shows.
pub fn shown_line(scene: &Scene<'_>) -> Option<(FileId, u32)> {
    shown_place(scene).map(|shown| (shown.file, shown.line))
}

/// The lines of the file that a scene shows; before anything has run, of the first file.
pub(super) fn listing<'a>(scene: &Scene<'_>, backdrop: &'a Backdrop) -> Option<&'a Listing> {
    match shown_file(scene) {
        Some(file) => Some(backdrop.listing(file)),
        None => backdrop.first_listing(),
    }
}

/// The file's name.
pub(super) fn title(view: &View<'_>) -> String {
    let trace = view.scene.film().trace();
    let path = match shown_file(view.scene) {
        Some(file) => Some(&trace.file(file).path),
        None => trace.files().first().map(|file| &file.path),
    };
    match path {
        Some(path) => {
            let name = path.rsplit('/').next().unwrap_or(path);
            clip::visible(name).into_owned()
        }
        None => words::title(Panel::Source, view.look.lang).to_owned(),
    }
}

/// The lines of the program that are shown.
pub(super) fn rows(view: &View<'_>, area: Rect) -> Option<Rows> {
    let total = listing(view.scene, view.backdrop)?.lines().len();
    let shown = shown_place(view.scene);
    let selected = view.selected(Panel::Source);
    let first = first_line(total, area.height.into(), view.scene, shown, selected);
    let range = first..total.min(first + usize::from(area.height));
    Some(Rows { area, visible: Visible { above: 0, range, below: 0, selected }, ghosts: 0 })
}

pub(super) fn draw(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let Some(listing) = listing(view.scene, view.backdrop) else { return };
    let lines = listing.lines();
    let shown = shown_place(view.scene);
    let selected = view.selected(Panel::Source);
    let Some(Rows { visible, .. }) = rows(view, area) else { return };
    let callers = callers(view.scene, shown);
    let page = Page {
        theme: &view.look.theme,
        digits: lines.len().max(1).to_string().len().max(2),
        width: area.width.into(),
        marked: shown.map(|shown| (shown, marked(view.scene, shown.site))),
        stops: stops(view, shown),
    };
    for (index, row) in visible.range.zip(area.rows()) {
        let is_caller = callers.contains(&index);
        let line = page.line(index, &lines[index], is_caller);
        if let Some((shown, _)) = page.marked
            && shown.is_now
            && shown.line as usize == index + 1
        {
            buf.set_style(row, page.theme.current_line);
        }
        line.render(row, buf);
        if selected.is_some_and(|selected| selected.min(lines.len() - 1) == index) {
            buf.set_style(row, page.theme.selected);
        }
    }
}

/// The first line to show, counted from 0.
///
/// The page turns by half its height, so that it stands still while one steps through a
/// function, and the line that matters never stands at its edge.
fn first_line(
    total: usize,
    height: usize,
    scene: &Scene<'_>,
    shown: Option<Shown>,
    selected: Option<usize>,
) -> usize {
    if total <= height {
        return 0;
    }
    let line = match (selected, shown) {
        (Some(selected), _) => selected.min(total - 1),
        (None, Some(shown)) => (shown.line as usize).saturating_sub(1),
        (None, None) => return 0,
    };
    // A function that fits is shown whole.
    if let (None, Some(shown)) = (selected, shown) {
        let body = function_lines(scene, shown.site);
        if body.len() <= height && body.contains(&line) && body.start > 0 && body.len() * 3 > height
        {
            let spare = height - body.len();
            return body.start.saturating_sub(spare / 2).min(total - height);
        }
    }
    let half = (height / 2).max(1);
    (line / half * half).saturating_sub(half / 2).min(total - height)
}

/// The lines of the function that a site stands in, counted from 0; of a program, none.
fn function_lines(scene: &Scene<'_>, site: SiteId) -> Range<usize> {
    let trace = scene.film().trace();
    let function = trace.site(trace.site(site).function);
    if function.kind == SiteKind::Program {
        return 0..0;
    }
    (function.start.line as usize).saturating_sub(1)..function.end.line as usize
}

/// The lines, counted from 0, at which the calls below the topmost one wait.
fn callers(scene: &Scene<'_>, shown: Option<Shown>) -> Vec<usize> {
    /// Deeper than anybody looks; a runaway recursion must not cost a frame.
    const ENOUGH: usize = 64;
    let Some(shown) = shown.filter(|shown| shown.is_now) else { return Vec::new() };
    let trace = scene.film().trace();
    let places = scene.calls().skip(1).take(ENOUGH).filter_map(|call| call.at);
    places
        .filter(|place| trace.site(place.site).file == shown.file)
        .map(|place| (place.line as usize).saturating_sub(1))
        .collect()
}

/// The lines of the shown file at which a run stops.
fn stops(view: &View<'_>, shown: Option<Shown>) -> Vec<u32> {
    let file = shown.map_or(FileId(1), |shown| shown.file);
    let here = view.session.breakpoints.iter().filter(|(of, _)| *of == file);
    here.map(|(_, line)| *line).collect()
}

/// What of the shown place is emphasised: a statement's first line, a function's head.
fn marked(scene: &Scene<'_>, site: SiteId) -> (Position, Position) {
    let site = scene.film().trace().site(site);
    (site.start, site.end)
}

/// The site of the last statement that ran before the scene's step.
fn last_site(scene: &Scene<'_>) -> Option<SiteId> {
    /// Between callbacks there are a handful of facts; who looks further has left the code.
    const FAR: u32 = 10_000;
    let trace = scene.film().trace();
    let now = scene.step().0;
    (now.saturating_sub(FAR)..=now).rev().find_map(|step| match trace.fact(Step(step)) {
        Some(Fact::StatementReached { site }) => Some(site),
        Some(_) | None => None,
    })
}

/// What all lines of one drawing have in common.
struct Page<'a> {
    theme: &'a Theme,
    /// Width of the line numbers.
    digits: usize,
    width: usize,
    marked: Option<(Shown, (Position, Position))>,
    /// The lines, counted from 1, at which a run stops.
    stops: Vec<u32>,
}

impl<'a> Page<'a> {
    fn line(&self, index: usize, line: &highlight::Line, is_caller: bool) -> Line<'a> {
        let theme = self.theme;
        let current = self.marked.filter(|(shown, _)| shown.line as usize == index + 1);
        let is_stop = self.stops.iter().any(|line| *line as usize == index + 1);
        let (pointer, number) = match current {
            Some((shown, _)) if shown.is_now => (theme.pointer(), theme.now),
            Some(_) => (theme.dot(), theme.muted),
            None if is_stop => (theme.stop(), theme.error),
            None if is_caller => (theme.dot(), theme.now),
            None => (" ", theme.muted),
        };
        let mut spans = vec![
            Span::styled(pointer, number),
            Span::styled(
                format!("{:>1$} ", index + 1, self.digits),
                if is_stop { theme.error } else { number },
            ),
        ];
        let gutter = 2 + self.digits;
        let emphasis = current
            .filter(|(shown, _)| shown.is_now)
            .map(|(_, range)| columns(index, &line.text, range));
        let code = coloured(line, emphasis.as_ref(), theme);
        let room = self.width.saturating_sub(gutter);
        let from = emphasis.map_or(0, |range| scroll(&line.text, &range, room));
        spans.extend(clip::window(&code, from, room, theme.ellipsis()));
        Line::from(spans)
    }
}

/// The bytes of a line that a range of positions covers.
fn columns(index: usize, text: &str, (start, end): (Position, Position)) -> Range<usize> {
    let byte = |at: Position, outside: usize| {
        if at.line as usize == index + 1 { byte_at(text, at.column) } else { outside }
    };
    let from = byte(start, 0);
    from..byte(end, text.len()).max(from)
}

/// Where the UTF-16 column (from 1) is in `text`, in bytes.
fn byte_at(text: &str, column: u32) -> usize {
    let mut units = 1;
    for (at, c) in text.char_indices() {
        if units >= column {
            return at;
        }
        units += u32::try_from(c.len_utf16()).unwrap_or(1);
    }
    text.len()
}

/// How many cells of a line to leave out so that the emphasised part is to be seen.
fn scroll(text: &str, emphasis: &Range<usize>, room: usize) -> usize {
    let cells = |until: usize| clip::width(&clip::visible(&text[..until]));
    let (start, end) = (cells(emphasis.start), cells(emphasis.end));
    if end <= room || cells(text.len()) <= room {
        return 0;
    }
    // What is read first is its beginning.
    if start <= room / 2 {
        return 0;
    }
    (end - room).min(start.saturating_sub(room / 4))
}

/// The text in its colours, control characters made visible, the emphasised part emphasised.
fn coloured<'a>(
    line: &highlight::Line,
    emphasis: Option<&Range<usize>>,
    theme: &Theme,
) -> Vec<Span<'a>> {
    let mut cuts: Vec<usize> = vec![0, line.text.len()];
    cuts.extend(line.classes.iter().flat_map(|(range, _)| [range.start, range.end]));
    cuts.extend(emphasis.iter().flat_map(|range| [range.start, range.end]));
    cuts.sort_unstable();
    cuts.dedup();
    let style = |at: usize| -> Style {
        let class = line.classes.iter().find(|(range, _)| range.contains(&at));
        let base = match class {
            Some((_, Class::Keyword)) => theme.keyword,
            Some((_, Class::Literal)) => theme.literal,
            Some((_, Class::Comment)) => theme.comment,
            None => Style::new(),
        };
        match emphasis {
            Some(range) if range.contains(&at) => base.patch(theme.current_statement),
            Some(_) | None => base,
        }
    };
    let pieces = cuts.windows(2).filter_map(|cut| Some((cut[0], line.text.get(cut[0]..cut[1])?)));
    let mut column = 0;
    pieces
        .map(|(at, piece)| {
            let shown = clip::visible_from(piece, column);
            column += clip::width(&shown);
            Span::styled(shown.into_owned(), style(at))
        })
        .collect()
}
