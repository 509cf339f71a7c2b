//! What several tests need.

use loopscope::{scene::Film, trace::Runtime};

use crate::machine;

/// Records a program in this process, under the latest runtime's rules.
pub(crate) fn film(name: &str, text: &str) -> Film {
    let mut job = machine::job(&format!("/app/{name}"), text, Runtime::default());
    name.clone_into(&mut job.name);
    Film::new(machine::run(&job).trace)
}
