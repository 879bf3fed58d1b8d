//! The state on disk: one JSON file, replaced whole, so that a kill leaves the last state or the
//! one before it and never half of one. A file that cannot be read is never thrown away.

mod disk;
mod error;
mod saver;

pub(crate) use disk::Disk;
pub use error::LoadError;
pub(crate) use saver::Saver;
