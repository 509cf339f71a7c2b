//! Which program file a specifier means, and what kind of file it is.
//!
//! After Node's `CommonJS` loader (lib/internal/modules/cjs/loader.js) and its ES module
//! resolver (lib/internal/modules/esm/resolve.js), without `node_modules`: programs here stand
//! alone with the files beside them.

use super::super::host::Host;

/// How a file is to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    CommonJs,
    Module,
    Json,
}

/// A program file that was found.
#[derive(Clone)]
pub(crate) struct Found {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) format: Format,
}

/// The file that `require(id)` means in the file `from`: as it stands, with an ending, or the
/// index of a folder.
pub(crate) fn require(host: &Host, id: &str, from: &str) -> Option<Found> {
    let path = absolute(id, from)?;
    let endings = ["", ".js", ".json", "/index.js", "/index.json"];
    endings.iter().find_map(|ending| find(host, format!("{path}{ending}")))
}

/// The file that `import 'id'` means in the file `from`: just as it stands.
pub(crate) fn import(host: &Host, id: &str, from: &str) -> Option<Found> {
    let id = id.strip_prefix("file://").unwrap_or(id);
    find(host, absolute(id, from)?)
}

fn find(host: &Host, path: String) -> Option<Found> {
    let text = host.program_file(&path)?;
    let format = format(host, &path);
    Some(Found { path, text, format })
}

/// A relative or absolute specifier as a path without `.` and `..`; none for a bare name.
pub(super) fn absolute(id: &str, from: &str) -> Option<String> {
    let joined = if id.starts_with('/') {
        id.to_owned()
    } else if id == "." || id == ".." || id.starts_with("./") || id.starts_with("../") {
        format!("{}/{id}", folder(from))
    } else {
        return None;
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in joined.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(format!("/{}", parts.join("/")))
}

/// The folder a file is in.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What a file is by its ending, or by `type` of the nearest package.json above it.
pub(crate) fn format(host: &Host, path: &str) -> Format {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("mjs") if host.profile.has_modules => Format::Module,
        Some("cjs") => Format::CommonJs,
        Some("json") => Format::Json,
        _ if host.profile.has_modules && is_module_package(host, path) => Format::Module,
        _ => Format::CommonJs,
    }
}

/// Whether a path leaves open what the file is.
pub(crate) fn says_nothing(path: &str) -> bool {
    !matches!(path.rsplit_once('.').map(|(_, ending)| ending), Some("mjs" | "cjs" | "json"))
}

fn is_module_package(host: &Host, path: &str) -> bool {
    let mut folder = folder(path);
    loop {
        if let Some(text) = host.program_file(&format!("{folder}/package.json")) {
            let package: Option<serde_json::Value> = serde_json::from_str(&text).ok();
            return package.is_some_and(|package| package["type"] == "module");
        }
        let Some((above, _)) = folder.rsplit_once('/') else { return false };
        folder = above;
    }
}
