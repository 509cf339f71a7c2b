//! What the terminal says of itself: whether it is light or dark.

use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, background_color};

/// How long an answer may take. Terminals that know the question answer within a few
/// milliseconds, those that do not say so as fast: a second question that all know follows it.
const PATIENCE: Duration = Duration::from_millis(500);

/// Whether the terminal's ground is light, by its answer to xterm's `OSC 11`. One that does not
/// answer is taken for dark, as most are. An answer that comes too late is no typing, see
/// `input`.
pub fn is_ground_light() -> bool {
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    background_color(options).is_ok_and(|ground| ground.perceived_lightness() > 0.5)
}
