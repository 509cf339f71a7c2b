//! The program as a whole, from the outside: one crate, so that it is linked once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on is to fail")]

mod asks;
mod browser;
mod cases;
mod cli;
mod console;
mod exports;
mod flags;
mod frames;
mod fuzz;
mod hostile;
mod lessons;
mod machine;
mod models;
mod modules;
mod omissions;
mod oracle;
mod play;
mod probes;
mod random;
mod run;
mod screens;
mod session;
mod support;
mod syntax;
mod tidy;
mod v8;
mod variables;
mod verify_node;
