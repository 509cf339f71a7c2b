//! Why a lesson cannot be had, told to whoever can mend it.

use std::io;

use miette::{Diagnostic, NamedSource, SourceSpan};

/// Why there is no lesson.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum Error {
    /// Neither a shipped lesson nor a file.
    #[error("there is no lesson and no file called `{name}`")]
    Unknown {
        name: String,
        #[help]
        help: String,
    },
    #[error("cannot read `{path}`")]
    Unreadable {
        path: String,
        #[source]
        error: io::Error,
        #[help]
        help: Option<String>,
    },
    #[error("`{path}` is a directory")]
    #[diagnostic(help("name a program file or a lesson file in it"))]
    Directory { path: String },
    #[error("`{path}` is larger than {limit} MiB")]
    #[diagnostic(help("a program to learn from is a page long; show the part that matters"))]
    TooLarge { path: String, limit: u64 },
    #[error("`{path}` is not a text file: {what} at byte {at}")]
    #[diagnostic(help("name a JavaScript file (.js, .mjs, .cjs) or a lesson (.yaml), in UTF-8"))]
    NotText { path: String, what: &'static str, at: usize },
    #[error("`{path}` holds no program: it is empty")]
    #[diagnostic(help("write a statement into it, such as `console.log('hello')`"))]
    Empty { path: String },
    /// The lesson file breaks the format.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Invalid(Box<Invalid>),
}

/// Where and how a lesson file breaks the format.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{path}:{line}:{column}: {message}")]
pub struct Invalid {
    pub path: String,
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    pub message: String,
    #[help]
    pub help: Option<String>,
    #[source_code]
    pub text: NamedSource<String>,
    #[label("here")]
    pub span: SourceSpan,
}
