//! Whether a program takes properties away somewhere, or makes them something else.
//!
//! Where it does, all its files are to be read with that in mind (`instrument::Reads`), those
//! too that are loaded before the one that does. So the files that a program can load are
//! looked through before its first line runs: those of its world, and those on the disk that
//! its texts name.

use std::{collections::BTreeSet, rc::Rc};

use super::{
    super::host::Host,
    files::{self, Disk},
};
use crate::instrument::{self, Reads};

/// A longer text between quotes is no file's name.
const LONGEST_NAME: usize = 256;

/// A program that names more files than this is taken for one that does.
const MOST_NAMES: usize = 1000;

/// How properties are to be read in the program at `path` and all that it may load.
pub(crate) fn reads(host: &Rc<Host>, path: &str, text: &str) -> Reads {
    if reshapes(host, path, text) { Reads::Anew } else { Reads::Remembered }
}

fn reshapes(host: &Rc<Host>, path: &str, text: &str) -> bool {
    let world = host.world.files.values().filter_map(|file| file.content.as_deref().ok());
    if world.into_iter().any(instrument::may_reshape) {
        return true;
    }
    let mut disk = Disk::untouched(host);
    let mut seen = BTreeSet::new();
    let mut left = vec![(path.to_owned(), text.to_owned())];
    while let Some((path, text)) = left.pop() {
        if instrument::may_reshape(&text) || seen.len() > MOST_NAMES {
            return true;
        }
        for name in names(&text).filter_map(|name| files::absolute(name, &path)) {
            if seen.len() <= MOST_NAMES && seen.insert(name.clone()) {
                left.extend(disk.require(&name, &path).map(|it| (it.path, it.text)));
            }
        }
    }
    false
}

/// What stands between quotes and may name a file.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\'', '"', '`']).filter(|part| {
        let is_name = part.len() <= LONGEST_NAME && !part.contains(char::is_whitespace);
        is_name
            && (part.starts_with("./") || part.starts_with("../") || *part == "." || *part == "..")
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_found_in_every_kind_of_quotes() {
        let text =
            "import a from './a.mjs'; require(\"../b\"); import(`./c`); f('./d e', 'f', '..')";
        assert_eq!(names(text).collect::<Vec<_>>(), ["./a.mjs", "../b", "./c", ".."]);
    }
}
