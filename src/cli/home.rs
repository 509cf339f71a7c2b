//! The user's own files: the configuration, and how far they are with the lessons.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use directories::ProjectDirs;

use super::Error;
use crate::tui::{Progress, config::Config};

/// A progress file that is larger than this is no progress file.
const LIMIT: u64 = 4 << 20;

fn dirs() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "loopscope")
}

/// Where the configuration file is, if it can be anywhere.
pub(super) fn config_path() -> Option<PathBuf> {
    dirs().map(|dirs| dirs.config_dir().join("config.toml"))
}

/// What the configuration file says; without one, nothing.
///
/// # Errors
/// If it cannot be read, or says something that means nothing.
pub(super) fn config() -> Result<Config, Error> {
    let Some(path) = config_path() else { return Ok(Config::default()) };
    let shown = path.display().to_string();
    match fs::read_to_string(&path) {
        Ok(text) => Config::parse(&shown, &text).map_err(Error::Config),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Config::default()),
        Err(source) => Err(Error::UnreadableConfig { path: shown, source }),
    }
}

/// Where progress is kept.
pub(super) fn progress_path() -> Option<PathBuf> {
    dirs().map(|dirs| dirs.data_dir().join("progress.json"))
}

/// What has been kept at `path`, and a warning if that could not be understood: such a file
/// is set aside, never overwritten.
pub(super) fn progress(path: &Path) -> (Progress, Option<String>) {
    let shown = path.display();
    let text = match fs::metadata(path).and_then(|it| {
        if it.len() > LIMIT {
            Err(io::ErrorKind::FileTooLarge.into())
        } else {
            fs::read_to_string(path)
        }
    }) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return (Progress::default(), None);
        }
        Err(error) => {
            return (
                Progress::default(),
                Some(set_aside(path, &format!("cannot read `{shown}`: {error}"))),
            );
        }
    };
    match serde_json::from_str(&text) {
        Ok(progress) => (progress, None),
        Err(error) => (
            Progress::default(),
            Some(set_aside(path, &format!("`{shown}` is not what loopscope wrote: {error}"))),
        ),
    }
}

/// Renames a broken file so that it can be looked into, and says so.
fn set_aside(path: &Path, why: &str) -> String {
    let free = (1..1000_u32)
        .map(|n| path.with_extension(format!("broken-{n}.json")))
        .find(|aside| !aside.exists());
    match free.map(|aside| (fs::rename(path, &aside), aside)) {
        Some((Ok(()), aside)) => {
            format!("{why}; it is now `{}`, and progress begins anew", aside.display())
        }
        Some((Err(_), _)) | None => {
            format!("{why}; it cannot be set aside, so progress is not kept")
        }
    }
}

/// Keeps progress at `path`: all of it or what was there before.
///
/// # Errors
/// If the file cannot be written.
pub(super) fn keep(path: &Path, progress: &Progress) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // Of two sessions the later one wins; neither reads half of the other's.
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    let mut file = fs::File::create(&temporary)?;
    let written = serde_json::to_string_pretty(progress)
        .map_err(io::Error::from)
        .and_then(|text| writeln!(file, "{text}"))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // It is of no use to anybody.
        let _ = fs::remove_file(&temporary);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("loopscope/progress.json");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn what_is_kept_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/progress.json");
        assert_eq!(progress(&path), (Progress::default(), None));
        let text = r#"{"format":"loopscope-progress/1","lessons":{"a":{"finished":true}}}"#;
        let done: Progress = serde_json::from_str(text).unwrap();
        keep(&path, &done).unwrap();
        assert_eq!(progress(&path), (done, None));
        let files: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert_eq!(files.len(), 1, "{files:?}");
    }

    #[test]
    fn a_broken_file_is_set_aside() {
        for broken in ["{", "", r#"{"format":"loopscope-progress/9"}"#, "\u{0}"] {
            let (folder, path) = kept(broken);
            let (progress, warning) = progress(&path);
            assert_eq!(progress, Progress::default());
            assert!(warning.unwrap().contains("progress begins anew"));
            let aside = path.with_extension("broken-1.json");
            assert_eq!(fs::read_to_string(aside).unwrap(), broken);
            assert!(!path.exists());
            drop(folder);
        }
    }
}
