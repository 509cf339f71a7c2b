//! Finds a lesson by name, or loads a lesson or a program from a file.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use super::{Error, Lesson, Origin, Program, ProgramPlace, Text};
use crate::{trace::Runtime, world::World};

/// The largest file that is read, in MiB.
const LIMIT: u64 = 8;

/// What `name` means: `-` standard input, a path a file, anything else a shipped lesson, or a
/// file if there is no such lesson.
///
/// # Errors
/// An [`Error`] that says what is wrong with the name, the file, or what is in it.
pub fn find(name: &str) -> Result<Lesson, Error> {
    if name == "-" {
        let text = text("standard input", io::stdin().lock())?;
        return Ok(bare("[stdin]", "[stdin]".to_owned(), text));
    }
    load(name)
}

/// The lesson in the file at `path`; a program is a lesson without words.
///
/// # Errors
/// As [`find`].
pub fn load(path: &str) -> Result<Lesson, Error> {
    let at = Path::new(path);
    let unreadable = |error| Error::Unreadable { path: path.to_owned(), error, help: None };
    if at.is_dir() {
        return Err(Error::Directory { path: path.to_owned() });
    }
    let text = text(path, File::open(at).map_err(unreadable)?)?;
    let absolute = std::path::absolute(at).map_err(unreadable)?;
    Ok(bare(path, absolute.to_string_lossy().into_owned(), text))
}

/// Reads a program or lesson, refusing what cannot be one.
fn text(path: &str, from: impl Read) -> Result<String, Error> {
    let path = path.to_owned();
    let mut bytes = Vec::new();
    let limit = LIMIT * 1024 * 1024;
    if let Err(error) = from.take(limit + 1).read_to_end(&mut bytes) {
        return Err(Error::Unreadable { path, error, help: None });
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Error::NotText { path, what: "a zero byte", at });
    }
    if bytes.len() as u64 > limit {
        return Err(Error::TooLarge { path, limit: LIMIT });
    }
    let text = String::from_utf8(bytes).map_err(|error| Error::NotText {
        path: path.clone(),
        what: "no UTF-8",
        at: error.utf8_error().valid_up_to(),
    })?;
    // Node drops a byte order mark as well.
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if text.trim().is_empty() { Err(Error::Empty { path }) } else { Ok(text) }
}

/// A program without a lesson around it.
fn bare(name: &str, path: String, text: String) -> Lesson {
    Lesson {
        name: name.to_owned(),
        title: Text::Plain(name.to_owned()),
        goal: None,
        track: String::new(),
        level: 1,
        source: None,
        runtime: Runtime::default(),
        teaches: Vec::new(),
        program: Program { path, text: text.clone() },
        world: World::default(),
        expect: Vec::new(),
        notes: Vec::new(),
        ask: Vec::new(),
        speaker: None,
        origin: Origin { path: name.to_owned(), text, program: ProgramPlace::Whole },
    }
}
