//! From a film to a picture.

use super::{Film, Movement, Scene, Thing, Zone, film::step_after, state::State};
use crate::trace::Step;

/// The scene once the first `step` facts have happened.
///
/// `Step(0)` is the machine before it ran anything; a step past the end is the end, so no
/// playhead can point at nothing. Never fails: a trace was checked when it was built.
#[must_use]
pub fn at(film: &Film, step: Step) -> Scene<'_> {
    let step = step.min(film.end());
    let mut scene = beginning(film, film.state(Step(step.0.saturating_sub(1))));
    if step > Step(0) {
        scene.step = Step(step.0 - 1);
        advance(&mut scene);
    }
    scene
}

/// Every scene from the beginning to the end, each folded from the one before.
pub fn scenes(film: &Film) -> impl Iterator<Item = Scene<'_>> {
    let mut now = beginning(film, State::default());
    let first = now.clone();
    let later = (0..film.end().0).map(move |_| {
        advance(&mut now);
        now.clone()
    });
    std::iter::once(first).chain(later)
}

fn beginning(film: &Film, state: State) -> Scene<'_> {
    Scene { film, step: Step(0), state, movement: None, left: None }
}

/// One step on. There must be one.
fn advance(scene: &mut Scene) {
    let index = scene.step.0 as usize;
    let film = scene.film;
    let fact = &film.trace().facts()[index];
    scene.step = step_after(index);
    scene.left = scene.state.leaving(fact);
    scene.movement = scene
        .state
        .apply(film.trace(), scene.step, fact)
        .or_else(|| film.output().written(scene.step).map(appeared));
}

fn appeared(line: usize) -> Movement {
    Movement { thing: Thing::Line(line), from: None, to: Some(Zone::Console) }
}
