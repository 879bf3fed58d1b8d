//! What can be chosen when the practice BigCommerce starts.

use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::{Clock, SystemClock};

/// The port of the developer portal when none is chosen; login, control panel and API have the
/// three that follow.
pub const DEFAULT_PORT: u16 = 47_810;

/// How many stores there are when nothing else is asked for.
pub const DEFAULT_STORES: usize = 3;

/// How to start.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the state lives; made when missing.
    pub folder: PathBuf,
    /// The first of four consecutive ports; 0 takes any four that are free.
    pub port: u16,
    /// How many stores to invent where `folder` holds no state yet.
    pub stores: usize,
    /// Serves https with a throw-away authority, whose certificate is written into `folder`.
    pub tls: bool,
    /// What tests and users may tune.
    pub tuning: Tuning,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
}

impl Options {
    /// Plain http on the default ports, by the machine's clock.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            port: DEFAULT_PORT,
            stores: DEFAULT_STORES,
            tls: false,
            tuning: Tuning::default(),
            clock: Arc::new(SystemClock),
        }
    }
}

/// What may be tuned without changing what the documentation describes.
#[derive(Debug, Clone)]
pub struct Tuning {
    /// Multiplies every interval of the retry schedule: 1.0 is BigCommerce's own, 0.001 makes
    /// the first retry come after 60 ms.
    pub retry_scale: f64,
    /// How long a delivery or a callback may take before it counts as failed, in milliseconds.
    /// BigCommerce's own limit is undocumented.
    pub delivery_timeout_ms: u64,
    /// How long an authorization code is accepted, in milliseconds. Undocumented too.
    pub code_lifetime_ms: i64,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            retry_scale: 1.0,
            delivery_timeout_ms: 10_000,
            code_lifetime_ms: 60_000,
        }
    }
}
