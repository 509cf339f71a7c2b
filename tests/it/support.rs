//! What several tests need.

use loopscope::{lesson::Lesson, scene::Film, trace::Runtime};

use crate::machine;

/// Records a program in this process, under the latest runtime's rules.
pub(crate) fn film(name: &str, text: &str) -> Film {
    let mut job = machine::job(&format!("/app/{name}"), text, Runtime::default());
    name.clone_into(&mut job.name);
    Film::new(machine::run(&job).trace)
}

/// Records a lesson in this process.
pub(crate) fn lesson_film(lesson: &Lesson) -> Film {
    let mut job = machine::job(&lesson.program.path, &lesson.program.text, lesson.runtime);
    lesson.name.clone_into(&mut job.name);
    job.world = lesson.world.clone();
    Film::new(machine::run(&job).trace)
}
