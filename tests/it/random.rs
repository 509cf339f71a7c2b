//! Random values from one number, which is told when something is wrong.

use std::{
    env,
    hash::{BuildHasher as _, RandomState},
};

use proptest::{
    strategy::Strategy,
    test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner},
};

/// The seed of this run: `LOOPSCOPE_SEED`, or a fresh one.
pub(crate) fn seed() -> u64 {
    let given = env::var("LOOPSCOPE_SEED").ok();
    given.map_or_else(|| RandomState::new().hash_one(0), |seed| seed.parse().unwrap())
}

/// Draws from `seed`.
pub(crate) fn runner(seed: u64, cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let bytes = seed.to_le_bytes().repeat(4);
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// Tries `test` on that many values.
pub(crate) fn check<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let seed = seed();
    if let Err(error) = runner(seed, cases).run(strategy, test) {
        panic!("LOOPSCOPE_SEED={seed} fails: {error}");
    }
}
