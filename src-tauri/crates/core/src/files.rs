//! Kinds of files, as a dialog of the system offers them.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileKind {
    /// What a dialog calls it.
    pub name: &'static str,
    /// How names of such files end, without the dot; the first is what a new one gets.
    pub endings: &'static [&'static str],
}
