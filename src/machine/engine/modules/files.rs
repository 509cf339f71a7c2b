//! Which program file a specifier means, and what kind of file it is.
//!
//! After Node's `CommonJS` loader (lib/internal/modules/cjs/loader.js) and its ES module
//! resolver (lib/internal/modules/esm/resolve.js), without `node_modules`: programs here stand
//! alone with the files beside them.

use std::rc::Rc;

use boa_engine::{Context, JsString, JsValue};

use super::{super::host::Host, builtins};

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

/// Where program files are looked for.
pub(crate) struct Disk<'c> {
    host: Rc<Host>,
    /// None before the program runs.
    running: Option<&'c mut Context>,
}

impl Disk<'static> {
    /// As the program will find it.
    pub(crate) fn untouched(host: &Rc<Host>) -> Self {
        Self { host: Rc::clone(host), running: None }
    }
}

impl<'c> Disk<'c> {
    /// As the program has left it.
    pub(crate) fn now(context: &'c mut Context) -> Self {
        Self { host: Host::of(context), running: Some(context) }
    }

    fn read(&mut self, path: &str) -> Option<String> {
        let volume = "internal/volume";
        match &mut self.running {
            // What `fs` changes, it changes there.
            Some(context) if builtins::is_loaded(volume, context) => {
                let read = builtins::function(volume, "textOf", context).ok()?;
                let args = [JsString::from(path).into()];
                let text = read.call(&JsValue::undefined(), &args, context).ok()?;
                text.as_string().map(|text| text.to_std_string_lossy())
            }
            Some(_) | None => self.host.program_file(path),
        }
    }

    /// The file that `require(id)` means in the file `from`: as it stands, with an ending, or
    /// the index of a folder.
    pub(crate) fn require(&mut self, id: &str, from: &str) -> Option<Found> {
        let path = absolute(id, from)?;
        let endings = ["", ".js", ".json", "/index.js", "/index.json"];
        endings.iter().find_map(|ending| self.at(&format!("{path}{ending}")))
    }

    /// The file that `import 'id'` means in the file `from`: just as it stands.
    pub(crate) fn import(&mut self, id: &str, from: &str) -> Option<Found> {
        let id = id.strip_prefix("file://").unwrap_or(id);
        self.at(&absolute(id, from)?)
    }

    /// The file at `path`.
    pub(crate) fn at(&mut self, path: &str) -> Option<Found> {
        let text = self.read(path)?;
        Some(Found { path: path.to_owned(), text, format: self.format(path) })
    }

    /// What a file is by its ending, or by `type` of the nearest package.json above it.
    pub(crate) fn format(&mut self, path: &str) -> Format {
        let has_modules = self.host.profile.has_modules;
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("mjs") if has_modules => Format::Module,
            Some("cjs") => Format::CommonJs,
            Some("json") => Format::Json,
            _ if has_modules && self.is_module_package(path) => Format::Module,
            _ => Format::CommonJs,
        }
    }

    fn is_module_package(&mut self, path: &str) -> bool {
        let mut folder = folder(path);
        loop {
            if let Some(text) = self.read(&format!("{folder}/package.json")) {
                let package: Option<serde_json::Value> = serde_json::from_str(&text).ok();
                return package.is_some_and(|package| package["type"] == "module");
            }
            let Some((above, _)) = folder.rsplit_once('/') else { return false };
            folder = above;
        }
    }
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

/// Whether a path says that the file is JSON.
pub(super) fn is_json(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == "json")
}

/// Whether a path leaves open what the file is.
pub(crate) fn says_nothing(path: &str) -> bool {
    !matches!(path.rsplit_once('.').map(|(_, ending)| ending), Some("mjs" | "cjs" | "json"))
}
