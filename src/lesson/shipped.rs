//! The lessons that are part of the binary, so that it works alone.

use std::path::Path;

use include_dir::{Dir, include_dir};

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lessons");

/// The names of the shipped lessons, in the order of the alphabet.
pub fn names() -> impl Iterator<Item = &'static str> {
    let mut names: Vec<_> = SHIPPED.files().filter_map(|file| stem(file.path())).collect();
    names.sort_unstable();
    names.into_iter()
}

/// The modules that several lessons build on: name, file name and text.
pub(super) fn modules() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let folder = SHIPPED.get_dir("modules");
    let files = folder.into_iter().flat_map(Dir::files);
    files.filter_map(|file| {
        let path = file.path();
        Some((path.file_stem()?.to_str()?, path.file_name()?.to_str()?, file.contents_utf8()?))
    })
}

/// What the shipped file of that name holds.
pub(super) fn content(file: &str) -> Option<&'static [u8]> {
    SHIPPED.get_file(file).map(include_dir::File::contents)
}

/// A lesson file's name without its ending; none if it is no lesson file.
pub(crate) fn stem(path: &Path) -> Option<&str> {
    let is_lesson = path.extension().is_some_and(|it| it == "yaml" || it == "yml");
    path.file_stem().filter(|_| is_lesson)?.to_str()
}
