//! The lines of each panel as things one can ask about.

use super::{Backdrop, Panel, source};
use crate::{
    scene::Scene,
    trace::{EntryId, Queue, Step},
};

/// What a selected line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Something that waits in a queue.
    Entry(EntryId),
    /// A line of output, written at this step.
    Line { step: Step },
    /// A call, running or suspended, that began (or went on) at this step; a variable that
    /// holds what it holds since then.
    Call { step: Step },
    /// A line of the program.
    Code { line: u32 },
    /// A line of prose.
    Text,
}

/// Prose is scrolled, not chosen from; how many lines it has, only drawing it tells.
const PROSE: usize = 40;

/// How many lines of `panel` can be selected.
pub fn item_count(panel: Panel, scene: &Scene<'_>, backdrop: &Backdrop) -> usize {
    match panel {
        Panel::Source => {
            source::listing(scene, backdrop).map_or(0, |listing| listing.lines().len())
        }
        Panel::Why => PROSE,
        Panel::Console
        | Panel::Stack
        | Panel::Variables
        | Panel::Ticks
        | Panel::Microtasks
        | Panel::Loop
        | Panel::Timers
        | Panel::Poll
        | Panel::Check
        | Panel::Close
        | Panel::Suspended
        | Panel::Promises
        | Panel::Timeline => count_shown(panel, scene).unwrap_or(0),
    }
}

/// What the line `index` of `panel` is; the last one, if there are not so many.
pub fn item(panel: Panel, index: usize, scene: &Scene<'_>, backdrop: &Backdrop) -> Option<Item> {
    let index = index.min(item_count(panel, scene, backdrop).checked_sub(1)?);
    match panel {
        Panel::Source => Some(Item::Code { line: u32::try_from(index + 1).ok()? }),
        Panel::Console => scene.lines().nth(index).map(|line| Item::Line { step: line.step }),
        Panel::Stack => scene.calls().nth(index).map(|call| Item::Call { step: call.since }),
        Panel::Variables => {
            scene.variables(0).get(index).map(|variable| Item::Call { step: variable.since })
        }
        Panel::Suspended => {
            scene.suspended().nth(index).map(|waiting| Item::Call { step: waiting.since })
        }
        Panel::Promises => {
            scene.promises().nth(index).map(|pending| Item::Call { step: pending.since })
        }
        Panel::Ticks
        | Panel::Microtasks
        | Panel::Timers
        | Panel::Poll
        | Panel::Check
        | Panel::Close => {
            panel.queue_in(scene.film().runtime()).and_then(|queue| entry(scene, queue, index))
        }
        Panel::Why => Some(Item::Text),
        Panel::Loop | Panel::Timeline => None,
    }
}

/// The line that is selected first: the current one, the newest one, the next to run.
pub fn first_selected(panel: Panel, scene: &Scene<'_>, backdrop: &Backdrop) -> usize {
    match panel {
        Panel::Source => {
            source::shown_place(scene).map_or(0, |shown| (shown.line as usize).saturating_sub(1))
        }
        Panel::Console => item_count(panel, scene, backdrop).saturating_sub(1),
        Panel::Stack
        | Panel::Variables
        | Panel::Ticks
        | Panel::Microtasks
        | Panel::Loop
        | Panel::Timers
        | Panel::Poll
        | Panel::Check
        | Panel::Close
        | Panel::Suspended
        | Panel::Promises
        | Panel::Why
        | Panel::Timeline => 0,
    }
}

/// The count in a panel's title; none for what is not counted.
pub(super) fn count_shown(panel: Panel, scene: &Scene<'_>) -> Option<usize> {
    match panel {
        Panel::Console => Some(scene.line_count()),
        Panel::Stack => Some(scene.depth()),
        // The keys select among the topmost call's.
        Panel::Variables => Some(scene.variables(0).len()),
        Panel::Suspended => Some(scene.suspended().len()),
        Panel::Promises => Some(scene.promises().len()),
        Panel::Ticks
        | Panel::Microtasks
        | Panel::Timers
        | Panel::Poll
        | Panel::Check
        | Panel::Close => panel.queue_in(scene.film().runtime()).map(|queue| scene.len(queue)),
        Panel::Source | Panel::Loop | Panel::Why | Panel::Timeline => None,
    }
}

fn entry(scene: &Scene<'_>, queue: Queue, index: usize) -> Option<Item> {
    scene.queue(queue).nth(index).map(|waiting| Item::Entry(waiting.card.id))
}
