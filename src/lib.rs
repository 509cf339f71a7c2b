//! loopscope shows the JavaScript event loop, step by step, as real Node runs it.
//!
//! The data's way: a program is instrumented (`instrument`), run and recorded (`machine`, in
//! a process of its own: `runner`); the recording (`trace`) is folded into what one moment
//! looks like (`scene`), and drawn (`view`, `tui`, `render`). Lines run downwards; a module
//! may name what lies below it on a line.
//!
//! ```text
//!                    main -> cli
//!      +--------+-------+--------+---------+
//!     tui    render   verify   runner      |
//!      +---+----+       |        +---------+
//!         view          |      machine
//!          |            |         |
//!        scene       lesson   instrument
//!          +------------+---------+
//!                     trace, world
//! ```

pub mod cli;
pub mod instrument;
pub mod lesson;
pub mod machine;
pub mod render;
pub mod runner;
pub mod scene;
pub mod text;
pub mod trace;
pub mod tui;
pub mod verify;
pub mod view;
pub mod world;
