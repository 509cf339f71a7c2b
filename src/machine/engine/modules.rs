//! Where the code of a module comes from: a file beside the program, or one of Node's own.

pub(super) mod builtins;
pub(super) mod commonjs;
pub(super) mod esm;
pub(super) mod exports;
pub(super) mod files;
pub(super) mod reshaping;
