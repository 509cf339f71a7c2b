//! The rules once more, each as a model of a page, held against the machine by random programs.
//!
//! The models were held against real Node themselves, version by version, before they came
//! here. They know nothing of the machine, nor it of them.

mod loops;
mod promises;

use loopscope::trace::Runtime;
use proptest::test_runner::TestCaseError;

use crate::machine;

/// Random programs for each runtime.
const CASES: u32 = 24;

/// Whether a program prints what a model foretells.
fn agree(program: &str, runtime: Runtime, foretold: &[String]) -> Result<(), TestCaseError> {
    let run = machine::run(&machine::job("/model/program.js", program, runtime));
    let printed: Vec<String> = run.stdout().split_whitespace().map(str::to_owned).collect();
    if printed == foretold {
        return Ok(());
    }
    let (printed, foretold) = (printed.join(" "), foretold.join(" "));
    Err(TestCaseError::fail(format!(
        "{runtime}\n{program}\nmodel   {foretold}\nmachine {printed}\n"
    )))
}
