//! What Node says of files that are no JavaScript, as recorded on real Nodes.
//!
//! `tests/v8/syntax_errors.json` holds texts and, by version, the error with the place that
//! Node's report points at: line, columns before the carets, carets.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path, sync::Arc};

use loopscope::{
    machine::{Files, profile::Profile},
    trace::{Runtime, Stream},
};

use crate::machine;

#[derive(serde::Deserialize)]
struct Case {
    goal: String,
    source: String,
    says: BTreeMap<String, String>,
}

impl Case {
    fn file(&self, index: usize) -> String {
        format!("{index}.{}", if self.goal == "module" { "mjs" } else { "cjs" })
    }
}

/// The texts as files, by their numbers.
struct Texts(Arc<Vec<Case>>);

impl Files for Texts {
    fn read(&mut self, path: &str) -> Option<String> {
        let name = path.strip_prefix("/v8/syntax/")?;
        let (index, _) = name.split_once('.')?;
        let index: usize = index.parse().ok()?;
        self.0.get(index).filter(|case| case.file(index) == name).map(|case| case.source.clone())
    }
}

/// The error's words and the place it points at, from a text that tells both.
fn told(text: &str) -> String {
    let is_header =
        |line: &&str| line.starts_with("SyntaxError: ") || line.starts_with("ReferenceError: ");
    let lines: Vec<_> = text.lines().collect();
    let at = lines.iter().position(is_header).unwrap_or(lines.len());
    let mut told = lines.get(at).copied().unwrap_or_default().to_owned();
    let line = lines.first().filter(|_| at > 0).and_then(|line| line.rsplit_once(':'));
    if let Some((_, line)) = line {
        let _ = write!(told, " @{line}");
        if at == 4 {
            let marks = lines[2].trim_start().len();
            let _ = write!(told, ":{}+{marks}", lines[2].len() - marks);
        }
    }
    told
}

/// What is said of each text on a version.
fn said(cases: &Arc<Vec<Case>>, wanted: &[Option<&String>], runtime: Runtime) -> Vec<String> {
    let mut program = "const said = {};\n".to_owned();
    for (index, case) in cases.iter().enumerate() {
        if case.goal == "script" && wanted[index].is_some() {
            let _ = writeln!(
                program,
                "try {{ require('./{}') }} catch (e) {{ said[{index}] = [e instanceof SyntaxError, \
                 e.name + ': ' + e.message, e.stack] }}",
                case.file(index)
            );
        }
    }
    program.push_str("console.log(JSON.stringify(said));");
    let run = |path: &str, program: &str| {
        let mut job = machine::job(path, program, runtime);
        job.max_steps *= 10;
        machine::run_by(Profile::of(runtime), &job, Box::new(Texts(Arc::clone(cases)))).unwrap()
    };
    let said = run("/v8/syntax/main.js", &program).stdout();
    let mut said: BTreeMap<usize, (bool, String, String)> = serde_json::from_str(&said).unwrap();
    let script = |(is_one, words, stack): (bool, String, String)| {
        let is_told = stack.lines().any(|line| line == words.lines().next().unwrap_or_default());
        let is_right = is_told && is_one == words.starts_with("SyntaxError");
        if is_right { told(&stack) } else { format!("{words}, but\n{stack}") }
    };
    let mut all = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        all.push(if wanted[index].is_none() {
            String::new()
        } else if case.goal == "script" {
            said.remove(&index).map_or_else(|| "nothing".to_owned(), script)
        } else {
            let program = format!("import './{}'", case.file(index));
            told(&run("/v8/syntax/main.mjs", &program).written(Stream::Stderr))
        });
    }
    all
}

#[test]
fn files_that_are_no_javascript_are_told_as_node_tells_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/v8");
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    let cases = serde_json::from_str(&read("syntax_errors.json")).unwrap();
    let cases: Arc<Vec<Case>> = Arc::new(cases);
    // By reason, the texts that are told otherwise, counted from 1.
    let known: BTreeMap<String, Vec<usize>> =
        serde_json::from_str(&read("syntax_errors_deviations.json")).unwrap();
    let mut compared = 0;
    let mut differing: BTreeMap<usize, String> = BTreeMap::new();
    for version in ["10", "12", "14", "16", "18", "20", "24", "26"] {
        let runtime = Runtime::from_name(&format!("node-{version}")).unwrap();
        let wanted: Vec<_> = cases
            .iter()
            .map(|case| {
                let on = |versions: &str| versions.split(' ').any(|listed| listed == version);
                case.says.iter().find(|(versions, _)| on(versions)).map(|(_, says)| says)
            })
            .collect();
        for (index, said) in said(&cases, &wanted, runtime).into_iter().enumerate() {
            let Some(wanted) = wanted[index] else { continue };
            compared += 1;
            if said != *wanted {
                differing.entry(index + 1).or_insert_with(|| {
                    let source = &cases[index].source;
                    format!(
                        "{} on {version}: {source:?}\n  real: {wanted}\n  ours: {said}",
                        index + 1
                    )
                });
            }
        }
    }
    assert!(compared >= 4000, "{compared} texts are too few to tell");
    let known: Vec<usize> = known.into_values().flatten().collect();
    let now_right: Vec<_> = known.iter().filter(|at| !differing.contains_key(at)).collect();
    let faults: Vec<_> = differing
        .iter()
        .filter(|(at, _)| !known.contains(at))
        .map(|(_, fault)| fault.as_str())
        .collect();
    assert!(now_right.is_empty(), "now right: {now_right:?}");
    assert!(faults.is_empty(), "{} of {compared}:\n{}", faults.len(), faults.join("\n"));
}
