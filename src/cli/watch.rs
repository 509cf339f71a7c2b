//! Looks after the files of a program, and rings when one of them has been saved.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::tui::Bell;

/// An editor saves in several steps; it is done when it has been still for so long.
const STILL: Duration = Duration::from_millis(60);

/// Endings of files that a program can be made of.
const PARTS: [&str; 6] = ["js", "mjs", "cjs", "json", "yaml", "yml"];

/// Rings `bell` whenever the program at `path`, or a file beside it that it may load, has
/// been saved; for as long as the watcher lives.
///
/// # Errors
/// If the system cannot watch the folder.
pub(super) fn start(path: &Path, bell: Bell) -> notify::Result<RecommendedWatcher> {
    let path = std::path::absolute(path)?;
    let folder = path.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let is_ours = event.is_ok_and(|event| {
            let is_change = !matches!(event.kind, EventKind::Access(_) | EventKind::Remove(_));
            is_change && event.paths.iter().any(|changed| *changed == path || is_part(changed))
        });
        if is_ours {
            // Without a listener the session is over.
            let _ = sender.send(());
        }
    })?;
    // Editors replace a file rather than write into it, which only its folder notices.
    watcher.watch(&folder, RecursiveMode::NonRecursive)?;
    thread::Builder::new().name("watch".to_owned()).spawn(move || {
        while changes.recv().is_ok() {
            loop {
                match changes.recv_timeout(STILL) {
                    Ok(()) => {}
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            bell.ring();
        }
    })?;
    Ok(watcher)
}

fn is_part(path: &Path) -> bool {
    path.extension().is_some_and(|it| PARTS.iter().any(|part| it == *part))
}
