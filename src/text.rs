//! The tool's own words, in the languages it speaks.

/// A language the tool speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    #[default]
    En,
    Zh,
}
