//! How far something long is, told to whoever started it, who may stop it.

use std::sync::Arc;

/// How far something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Pages or steps that are done.
    pub done: u64,
    /// How many there are; 0 when that is not known.
    pub of: u64,
}

/// Hears how far something is, and says whether it is to go on. It is asked at least a few times a
/// second, and also when nothing has changed.
pub type Hear = Arc<dyn Fn(Progress) -> bool + Send + Sync>;
