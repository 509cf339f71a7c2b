//! Finds a lesson by name, or loads a lesson or a program from a file.

use std::{
    fs::File,
    io::{self, Read},
    path::{self, Path},
};

use super::{Error, Lesson, Origin, Program, ProgramPlace, Text, nearest, parse, shipped};
use crate::{trace::Runtime, world::World};

pub use super::shipped::names;
pub(crate) use super::shipped::stem;

/// The largest file that is read, in MiB.
const LIMIT: u64 = 8;

/// Where the program of a shipped lesson, or one written into a lesson file, believes it is.
const FOLDER: &str = "/lesson";

/// What `name` means: `-` standard input, a shipped lesson's name that lesson, anything else
/// a file.
///
/// # Errors
/// An [`Error`] that says what is wrong with the name, the file, or what is in it.
pub fn find(name: &str) -> Result<Lesson, Error> {
    if name == "-" {
        let text = text("standard input", io::stdin().lock())?;
        return Ok(bare("[stdin]", "[stdin]".to_owned(), text));
    }
    if names().any(|shipped| shipped == name) {
        return embedded(name);
    }
    // A bare word that is no file was meant as a lesson's name.
    let is_word = !name.contains([path::MAIN_SEPARATOR, '.']);
    if is_word && !Path::new(name).exists() {
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`loopscope list` shows all lessons".to_owned(),
        };
        return Err(Error::Unknown { name: name.to_owned(), help });
    }
    load(name)
}

/// Every shipped lesson, by name.
///
/// # Errors
/// As [`find`].
pub fn all() -> Result<Vec<Lesson>, Error> {
    names().map(embedded).collect()
}

/// The shipped lesson of that name.
fn embedded(name: &str) -> Result<Lesson, Error> {
    let content = |file: &str| {
        let path = format!("lessons/{file}");
        let found = shipped::content(file).ok_or_else(|| missing(&path))?;
        text(&path, found).map(|text| (path, text))
    };
    let (path, yaml) = content(&format!("{name}.yaml"))?;
    let program_path = format!("{FOLDER}/{name}.js");
    let source = parse::Source { name, path: &path, text: &yaml, program_path: &program_path };
    parse::lesson(source, |file| {
        Ok(Program { path: format!("{FOLDER}/{file}"), text: content(file)?.1 })
    })
}

fn missing(path: &str) -> Error {
    let (path, error) = (path.to_owned(), io::ErrorKind::NotFound.into());
    Error::Unreadable { path, error, help: Some("is the name spelled as the file is?".to_owned()) }
}

/// The lesson in the file at `path`; a program is a lesson without words.
///
/// # Errors
/// As [`find`].
pub fn load(path: &str) -> Result<Lesson, Error> {
    let at = Path::new(path);
    let text = file(at)?;
    let absolute = absolute_of(at)?;
    let Some(stem) = stem(at) else { return Ok(bare(path, absolute, text)) };
    let program_path = format!("{FOLDER}/{stem}.js");
    let source = parse::Source { name: path, path, text: &text, program_path: &program_path };
    parse::lesson(source, |name| {
        let at = at.with_file_name(name);
        Ok(Program { text: file(&at)?, path: absolute_of(&at)? })
    })
}

/// A path as the running program sees it.
fn absolute_of(path: &Path) -> Result<String, Error> {
    let unreadable = |error| unreadable(path, error);
    path::absolute(path).map(|it| it.to_string_lossy().into_owned()).map_err(unreadable)
}

fn unreadable(path: &Path, error: io::Error) -> Error {
    let help = (error.kind() == io::ErrorKind::NotFound).then(|| {
        let name = path.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
        match names().find(|shipped| *shipped == name).or_else(|| nearest(name, names())) {
            Some(lesson) => format!("there is a lesson called `{lesson}`"),
            None => "is the path right, seen from the current folder?".to_owned(),
        }
    });
    Error::Unreadable { path: path.display().to_string(), error, help }
}

/// The text of the file at `path`.
fn file(path: &Path) -> Result<String, Error> {
    if path.is_dir() {
        return Err(Error::Directory { path: path.display().to_string() });
    }
    text(&path.display().to_string(), File::open(path).map_err(|it| unreadable(path, it))?)
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
        needs: Vec::new(),
        next: Vec::new(),
        program: Program { path, text: text.clone() },
        world: World::default(),
        expect: Vec::new(),
        notes: Vec::new(),
        ask: Vec::new(),
        speaker: None,
        origin: Origin { path: name.to_owned(), text, program: ProgramPlace::Whole },
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use super::*;

    /// What `text` says to these bytes.
    fn refusal(bytes: &[u8]) -> String {
        text("x.js", bytes).expect_err("no program").to_string()
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        assert_eq!(refusal(b"\x7fELF\0"), "`x.js` is not a text file: a zero byte at byte 4");
        assert_eq!(refusal(b"ab\xff"), "`x.js` is not a text file: no UTF-8 at byte 2");
        assert_eq!(refusal(b" \n\t"), "`x.js` holds no program: it is empty");
        assert_eq!(refusal(b"\xef\xbb\xbf"), "`x.js` holds no program: it is empty");
    }

    #[test]
    fn an_endless_file_is_refused() {
        assert_eq!(
            text("x.js", io::repeat(b'1')).expect_err("too large").to_string(),
            "`x.js` is larger than 8 MiB"
        );
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(text("x.js", &b"\xef\xbb\xbf1"[..]).expect("a program"), "1");
    }

    #[test]
    fn every_lesson_of_the_folder_is_shipped() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/lessons");
        let in_folder: BTreeSet<_> = fs::read_dir(folder)
            .expect("the folder of lessons")
            .map(|entry| entry.expect("an entry").path())
            .filter_map(|path| stem(&path).map(str::to_owned))
            .collect();
        let shipped: BTreeSet<_> = names().map(str::to_owned).collect();
        assert_eq!(shipped, in_folder, "touch src/lesson/shipped.rs: a lesson came or went");
    }

    #[test]
    fn every_shipped_lesson_is_a_lesson() {
        for name in names() {
            if let Err(error) = embedded(name) {
                panic!("{:?}", miette::Report::new(error));
            }
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest() {
        let told = |name: &str| {
            let error = find(name).expect_err("no lesson");
            let Error::Unknown { help, .. } = error else { panic!("{error}") };
            help
        };
        assert_eq!(told("asynk-order"), "did you mean `async-order`?");
        assert_eq!(told("something-else"), "`loopscope list` shows all lessons");
    }

    #[test]
    fn a_missing_file_is_no_unknown_lesson() {
        let Error::Unreadable { help, .. } = find("no/async-order.js").expect_err("no file") else {
            panic!("another error");
        };
        assert_eq!(help.as_deref(), Some("there is a lesson called `async-order`"));
    }

    #[test]
    fn a_lesson_may_name_a_program_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let yaml = folder.path().join("own.yaml");
        fs::write(&yaml, "title: t\ntrack: x\nlevel: 1\nfile: own.mjs\n").expect("written");
        let path = yaml.to_str().expect("UTF-8");
        assert_eq!(
            load(path).expect_err("no program yet").to_string(),
            format!("cannot read `{}`", folder.path().join("own.mjs").display())
        );
        fs::write(folder.path().join("own.mjs"), "await 1;\n").expect("written");
        let lesson = load(path).expect("a lesson");
        assert_eq!(lesson.program.text, "await 1;\n");
        assert_eq!(Path::new(&lesson.program.path), folder.path().join("own.mjs"));
    }
}
