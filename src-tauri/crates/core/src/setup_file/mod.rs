//! A set-up as a file: for another machine, or for a colleague. Secrets stay in the keychain; whoever
//! imports it gives them.
//!
//! What a file brings is judged as if it were typed. It begins nothing by itself: an app has no secret,
//! a store no token, a forward address is off, and a public address is taken only if the user says so.

mod document;
mod export;
mod look;
mod take;

pub use export::SetupExport;

use crate::files::FileKind;

/// The kinds of files that a set-up is written to and read from.
pub const SETUP_KINDS: &[FileKind] = &[FileKind {
    name: "Patchbay set-up",
    endings: &["json"],
}];
