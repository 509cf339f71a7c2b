//! The way of what a step has moved: arrows at both ends, and the travel between them.
//!
//! The arrows stay for as long as the step is shown, so that a late look, or a picture on
//! paper, tells the same story. Nothing here blinks: what moves moves once, along a row and a
//! column, and is then still.

use std::cmp::Ordering;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use super::{Lane, Panel, TRANSITION, Transition, View, clip, label, layout::Layout, panel, rows};
use super::{source, stack};
use crate::scene::{Movement, Thing, Zone};

/// From where to where.
struct Journey {
    from: Position,
    to: Position,
    /// Where the arrow stands that says it has gone.
    gone: Position,
    /// The row that it arrives in.
    row: Rect,
}

/// Draws the way of what has moved, if both ends are on the screen.
pub(super) fn draw(view: &View<'_>, layout: &Layout, buf: &mut Buffer) {
    let Some(movement) = view.scene.movement() else { return };
    let Some(journey) = Journey::of(view, layout, movement) else { return };
    match view.session.transition.as_ref().and_then(|it| progress(view, it)) {
        Some(progress) => journey.draw_travel(view, movement.thing, progress, buf),
        None => journey.draw_arrows(view, buf),
    }
}

/// How far the travel is, from 0 to 1; none if it is over, or was no single step forward.
fn progress(view: &View<'_>, transition: &Transition<'_>) -> Option<f32> {
    let is_next = transition.from.step().0.checked_add(1) == Some(view.scene.step().0);
    let progress = transition.elapsed.as_secs_f32() / TRANSITION.as_secs_f32();
    (is_next && progress < 1.0).then_some(progress)
}

impl Journey {
    fn of(view: &View<'_>, layout: &Layout, movement: Movement) -> Option<Self> {
        let row = arrival(view, layout, movement)?;
        let (from, gone) = match movement.from {
            Some(zone) => departure(view, layout, zone)?,
            // What a statement has made comes from its line.
            None if movement.to != Some(Zone::Calls) => {
                let origin = origin(view, layout)?;
                (origin, origin)
            }
            None => return None,
        };
        Some(Self { from, to: row.as_position(), gone, row })
    }

    /// The same arrow at each end.
    fn draw_arrows(&self, view: &View<'_>, buf: &mut Buffer) {
        let theme = &view.look.theme;
        let arrow = match (self.sets_out_to_the_right(), self.from.y.cmp(&self.to.y)) {
            (true, _) => theme.either("→", ">"),
            (false, Ordering::Less) => theme.down(),
            (false, Ordering::Greater) => theme.up(),
            (false, Ordering::Equal) => theme.either("←", "<"),
        };
        for end in [self.gone, self.to] {
            buf.set_string(end.x, end.y, arrow, theme.now);
        }
    }

    /// The thing on its way: first its line is marked, then it goes, then its place is.
    fn draw_travel(&self, view: &View<'_>, thing: Thing, progress: f32, buf: &mut Buffer) {
        /// When it sets out, and when it has arrived.
        const SET_OUT: f32 = 0.2;
        const ARRIVED: f32 = 0.8;
        let theme = &view.look.theme;
        if progress >= ARRIVED {
            buf.set_style(self.row, theme.current_line);
            return self.draw_arrows(view, buf);
        }
        // It is not there yet.
        for x in self.row.left()..self.row.right() {
            if let Some(cell) = buf.cell_mut((x, self.row.y)) {
                cell.set_symbol(" ");
            }
        }
        let way = self.way();
        let part = ((progress - SET_OUT) / (ARRIVED - SET_OUT)).clamp(0.0, 1.0);
        let last = way.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a part of a screen's width, from 0 to 1 of it"
        )]
        let at = ((last as f32 * part).round() as usize).min(last);
        let (Some(here), area) = (way.get(at), buf.area) else { return };
        let (name, style) = named(view, thing);
        let room = usize::from(area.right().saturating_sub(here.x)).min(LONGEST);
        let name = clip::fit(&name, room, theme.ellipsis());
        if let Some(trail) = at.checked_sub(1).and_then(|before| way.get(before)) {
            buf.set_string(trail.x, trail.y, theme.dot(), style);
        }
        buf.set_stringn(here.x, here.y, name, room, style.patch(theme.travelling));
    }

    /// What comes from the program or from a panel on the left; the rest goes up and down.
    fn sets_out_to_the_right(&self) -> bool {
        self.from.x < self.to.x
    }

    /// Every place on the way: to the right along the row it comes from, then along the column
    /// it goes to; otherwise the column comes first.
    fn way(&self) -> Vec<Position> {
        let (from, to) = (self.from, self.to);
        let along_row = |y: u16| steps(from.x, to.x).map(move |x| Position { x, y });
        let along_column = |x: u16| steps(from.y, to.y).map(move |y| Position { x, y });
        if self.sets_out_to_the_right() {
            along_row(from.y).chain(along_column(to.x)).collect()
        } else {
            along_column(from.x).chain(along_row(to.y)).collect()
        }
    }
}

/// A name on its way is cut to so many cells: it is followed, not read.
const LONGEST: usize = 18;

/// All of `from..=to`, upwards or downwards.
fn steps(from: u16, to: u16) -> Box<dyn Iterator<Item = u16>> {
    if from <= to { Box::new(from..=to) } else { Box::new((to..=from).rev()) }
}

/// The row that a thing has arrived in.
fn arrival(view: &View<'_>, layout: &Layout, movement: Movement) -> Option<Rect> {
    let scene = view.scene;
    let to = movement.to?;
    let rows = |panel| rows::of(view, layout, panel);
    match (to, movement.thing) {
        (Zone::Queue(queue), Thing::Entry(entry)) => {
            let rows = rows(Panel::of(queue))?;
            // What is not among the first lines is not on the screen.
            let shown = scene.queue(queue).take(rows.visible.range.end);
            let index = shown.into_iter().position(|waiting| waiting.card.id == entry)?;
            rows.row(index)
        }
        (Zone::Running, _) => stack::foot_row(view, panel::inside(layout.area(Panel::Stack)?)),
        (Zone::Calls, _) => rows(Panel::Stack)?.row(0),
        (Zone::Suspended, Thing::Wait(wait)) => {
            let index = scene.suspended().position(|waiting| waiting.wait == wait)?;
            rows(Panel::Suspended)?.row(index)
        }
        (Zone::Promises, Thing::Promise(promise)) => {
            let index = scene.promises().position(|pending| pending.promise == promise)?;
            rows(Panel::Promises)?.row(index)
        }
        (Zone::Console, Thing::Line(number)) => rows(Panel::Console)?.row(number),
        (Zone::Queue(_) | Zone::Suspended | Zone::Promises | Zone::Console, _) => None,
    }
}

/// Where a thing has set out from, and where to say so: the line that it has left and its end,
/// or the title of a panel that keeps no such line.
fn departure(view: &View<'_>, layout: &Layout, zone: Zone) -> Option<(Position, Position)> {
    let panel = match zone {
        Zone::Queue(queue) => Panel::of(queue),
        Zone::Running | Zone::Calls => Panel::Stack,
        Zone::Suspended => Panel::Suspended,
        Zone::Promises => Panel::Promises,
        Zone::Console => Panel::Console,
    };
    let ghost = rows::of(view, layout, panel).and_then(|rows| rows.ghost());
    let end_of = |row: Rect| Position { x: row.right().saturating_sub(1), y: row.y };
    ghost.map(|row| (row.as_position(), end_of(row))).or_else(|| {
        let area = layout.area(panel)?;
        let title = Position { x: area.x + 1, y: area.y };
        Some((title, title))
    })
}

/// The border beside the line of the program that runs.
fn origin(view: &View<'_>, layout: &Layout) -> Option<Position> {
    let shown = source::shown_place(view.scene)?;
    let rows = rows::of(view, layout, Panel::Source)?;
    let row = rows.row((shown.line as usize).checked_sub(1)?)?;
    Some(Position { x: row.right(), y: row.y })
}

/// What is seen travelling, and in which colour.
fn named(view: &View<'_>, thing: Thing) -> (String, Style) {
    let theme = &view.look.theme;
    let film = view.scene.film();
    match thing {
        Thing::Entry(entry) => {
            let card = film.card(entry);
            let name = format!(" {} {} ", theme.glyph(card.kind), label::card(view, &card));
            (name, theme.lane(Lane::of(card.kind)))
        }
        Thing::Call(site) => {
            (film.trace().text(film.trace().site(site).name).to_owned(), theme.now)
        }
        Thing::Wait(wait) => {
            let function = film.trace().wait(wait).function;
            (film.trace().text(film.trace().site(function).name).to_owned(), theme.now)
        }
        Thing::Promise(promise) => {
            (crate::text::promise(promise, view.look.lang), theme.lane(Lane::Microtasks))
        }
        Thing::Line(number) => {
            let line = view.scene.lines().nth(number);
            let text = line.map_or(String::new(), |line| clip::visible(&line.text).into_owned());
            (text, theme.base)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// It goes from one end to the other, one cell at a time.
        #[test]
        fn the_way_has_no_gaps(from in (0_u16..200, 0_u16..60), to in (0_u16..200, 0_u16..60)) {
            let (from, to) = (Position::from(from), Position::from(to));
            let way = Journey { from, to, gone: from, row: Rect::ZERO }.way();
            prop_assert_eq!(way.first(), Some(&from));
            prop_assert_eq!(way.last(), Some(&to));
            for pair in way.windows(2) {
                let far = pair[0].x.abs_diff(pair[1].x) + pair[0].y.abs_diff(pair[1].y);
                prop_assert!(far <= 1, "{pair:?}");
            }
        }
    }
}
