//! Lessons on a real Node: the last judge of what they claim.
//!
//! A lesson's program is run as it is, in a folder of its own that holds the files of its
//! world. What of a world is only told, and not there, cannot be had from a real Node: such
//! lessons are passed over, by name.

use std::{
    fs,
    io::{self, Read},
    path::{Component, Path},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use super::super::Error;
use crate::{
    lesson::Lesson,
    trace::Runtime,
    verify::{Failure, Printed, check_real},
};

/// How often each program is run: an order that is left open shows itself by being another.
pub(super) const RUNS: usize = 5;

/// The longest a program may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A Node whose rules are known here.
pub(super) struct Node {
    path: String,
    /// Such as `v24.21.0`.
    pub(super) version: String,
    pub(super) runtime: Runtime,
}

/// What became of a lesson.
pub(super) enum Tried {
    /// Every run was as claimed.
    Held,
    /// A run was not.
    Failed(Vec<Failure>),
    /// It did not come to its end.
    Endless,
    /// It cannot be tried, and why.
    PassedOver(String),
}

impl Node {
    /// The Node at `path`, which may be a name to be looked for in `PATH`.
    pub(super) fn find(path: &str) -> Result<Self, Error> {
        let none = |source| Error::NoNode { path: path.to_owned(), source };
        let output = Command::new(path).arg("--version").stdin(Stdio::null()).output();
        let output = output.map_err(none)?;
        let said = String::from_utf8_lossy(&output.stdout);
        let version = said.lines().next().unwrap_or_default().to_owned();
        let major = version.strip_prefix('v').and_then(|rest| rest.split('.').next());
        let Some(major) = major.filter(|major| major.parse::<u32>().is_ok()) else {
            let what = format!("`{path} --version` says `{}`", version.escape_debug());
            return Err(none(io::Error::other(what)));
        };
        let runtime = Runtime::from_name(&format!("node-{major}"));
        let Some(runtime) = runtime else {
            let known = Runtime::ALL.iter().filter(|it| !it.is_browser());
            let known: Vec<_> = known.map(|it| it.name()).collect();
            let known = known.join(" ");
            return Err(Error::UnknownNode { path: path.to_owned(), version, known });
        };
        Ok(Self { path: path.to_owned(), version, runtime })
    }

    /// Runs a lesson's program several times and holds each run against its claims.
    pub(super) fn try_lesson(&self, lesson: &Lesson) -> Result<Tried, Error> {
        let Some((index, expectation)) = lesson.expectation(self.runtime) else {
            return Ok(Tried::PassedOver(format!("claims nothing for {}", self.runtime)));
        };
        if let Some(why) = beyond_reality(lesson) {
            return Ok(Tried::PassedOver(why));
        }
        for _ in 0..RUNS {
            let run = self.run(lesson);
            let run = run.map_err(|source| Error::RunNode { path: self.path.clone(), source })?;
            let Some(printed) = run else { return Ok(Tried::Endless) };
            let failures = check_real(index, expectation, &printed);
            if !failures.is_empty() {
                return Ok(Tried::Failed(failures));
            }
        }
        Ok(Tried::Held)
    }

    /// One run, in a folder of its own; none if it takes too long.
    fn run(&self, lesson: &Lesson) -> io::Result<Option<Printed>> {
        let folder = tempfile::tempdir()?;
        // Node tells the paths of programs without links.
        let home = folder.path().canonicalize()?;
        for (name, file) in &lesson.world.files {
            if let Ok(text) = &file.content {
                let path = home.join(name);
                fs::create_dir_all(path.parent().unwrap_or(&home))?;
                fs::write(path, text)?;
            }
        }
        let (believed, name) = lesson.program.path.rsplit_once('/').unwrap_or_default();
        fs::write(home.join(name), &lesson.program.text)?;
        let mut command = Command::new(&self.path);
        command.arg(home.join(name)).current_dir(&home);
        command.env("UV_THREADPOOL_SIZE", lesson.world.threads.to_string());
        command.env("NO_COLOR", "1").env_remove("NODE_OPTIONS");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let real = home.to_string_lossy();
        let lines = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).replace(&*real, believed);
            text.split_terminator('\n').map(str::to_owned).collect()
        };
        let ended = wait(command.spawn()?)?;
        Ok(ended.map(|(stdout, stderr, exit)| Printed {
            stdout: lines(&stdout),
            stderr: lines(&stderr),
            exit,
        }))
    }
}

/// What a process wrote, and its exit code.
type Ended = (Vec<u8>, Vec<u8>, Option<i32>);

/// Reads all that a process writes; none if it had to be ended.
fn wait(mut child: Child) -> io::Result<Option<Ended>> {
    let stdout = child.stdout.take().map(read);
    let stderr = child.stderr.take().map(read);
    let received = |pipe: Option<mpsc::Receiver<Vec<u8>>>| match pipe {
        Some(pipe) => pipe.recv_timeout(PATIENCE).ok(),
        None => Some(Vec::new()),
    };
    let (Some(stdout), Some(stderr)) = (received(stdout), received(stderr)) else {
        child.kill()?;
        child.wait()?;
        return Ok(None);
    };
    Ok(Some((stdout, stderr, child.wait()?.code())))
}

/// Reads a pipe to its end beside everything else.
fn read(mut pipe: impl Read + Send + 'static) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What could be read is what there is; nobody listening means that it came too late.
        let _ = pipe.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

/// What of a lesson's world a real Node does not have.
fn beyond_reality(lesson: &Lesson) -> Option<String> {
    let world = &lesson.world;
    if !world.network.is_empty() {
        return Some("its network is only told of".to_owned());
    }
    if world.costs.statement > 0 || world.costs.console > 0 {
        return Some("what its statements cost is only told".to_owned());
    }
    for (name, file) in &world.files {
        let stays = Path::new(name).components().all(|it| matches!(it, Component::Normal(_)));
        if !stays {
            return Some(format!("its file `{name}` is not in its own folder"));
        }
        // A file that is to be missing is missing.
        if let Err(code) = &file.content
            && code != "ENOENT"
        {
            return Some(format!("its file `{name}` fails with {code}"));
        }
    }
    None
}
