//! A clock that runs ahead of the machine's, as after a sleep.

use std::sync::atomic::{AtomicI64, Ordering};

use patchbay_core::clock::{Clock, SystemClock};

/// The machine's time and so many milliseconds more.
#[derive(Debug, Default)]
pub struct Ahead(AtomicI64);

impl Ahead {
    pub fn put_forward(&self, by_ms: i64) {
        self.0.fetch_add(by_ms, Ordering::Relaxed);
    }
}

impl Clock for Ahead {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms() + self.0.load(Ordering::Relaxed)
    }
}
