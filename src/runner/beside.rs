//! The files beside a program: all that it may load of this machine's.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::machine::{Files, Job};

/// Files larger than this are no program files.
const LARGEST: u64 = 16 << 20;

/// Program files in the program's own folder or below it. Links that lead out of it lead
/// nowhere.
pub(super) struct Beside {
    /// None if the program is no file of this machine's: a shipped lesson, or standard input.
    root: Option<PathBuf>,
}

impl Beside {
    pub(super) fn of(job: &Job) -> Self {
        let file = fs::canonicalize(&job.path).ok().filter(|path| path.is_file());
        Self { root: file.and_then(|file| file.parent().map(Path::to_owned)) }
    }
}

impl Files for Beside {
    fn read(&mut self, path: &str) -> Option<String> {
        let root = self.root.as_ref()?;
        let path = Path::new(path);
        let ending = path.extension()?.to_str()?;
        if !["js", "cjs", "mjs", "json"].contains(&ending) {
            return None;
        }
        let path = fs::canonicalize(path).ok().filter(|path| path.starts_with(root))?;
        let about = fs::metadata(&path).ok()?;
        if !about.is_file() || about.len() > LARGEST {
            return None;
        }
        fs::read_to_string(path).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_program_files_of_the_folder_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("in");
        fs::create_dir(&inside).unwrap();
        for (name, text) in [("in/a.js", "a"), ("in/b.txt", "b"), ("out.js", "out")] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let root = fs::canonicalize(&inside).unwrap();
        let mut files = Beside { root: Some(root) };
        let mut read = |name: &str| files.read(inside.join(name).to_str().unwrap());
        assert_eq!(read("a.js").as_deref(), Some("a"));
        assert_eq!(read("b.txt"), None, "no program file");
        assert_eq!(read("../out.js"), None, "above the folder");
        assert_eq!(read("none.js"), None);
        assert_eq!(Beside { root: None }.read("/etc/hosts.js"), None);
    }
}
