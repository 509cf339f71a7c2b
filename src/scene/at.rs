//! From a trace to a picture.

use super::{Film, Movement, Scene, Thing, Zone, film::step_after};
use crate::trace::Step;

/// The scene once the first `step` facts have happened.
///
/// `Step(0)` is the machine before it ran anything; a step past the end is the end, so no
/// playhead can point at nothing. Never fails: a trace was checked when it was built.
#[must_use]
pub fn at(film: &Film, step: Step) -> Scene<'_> {
    let facts = film.trace().facts();
    let Some(last) = (step.0 as usize).min(facts.len()).checked_sub(1) else {
        return Scene {
            film,
            step: Step(0),
            state: film.state(Step(0)),
            movement: None,
            left: None,
        };
    };
    let step = step_after(last);
    let mut state = film.state(Step(step.0 - 1));
    let left = state.leaving(&facts[last]);
    let movement = state.apply(film.trace(), step, &facts[last]);
    let movement = movement.or_else(|| film.output().written(step).map(appeared));
    Scene { film, step, state, movement, left }
}

fn appeared(line: usize) -> Movement {
    Movement { thing: Thing::Line(line), from: None, to: Some(Zone::Console) }
}
