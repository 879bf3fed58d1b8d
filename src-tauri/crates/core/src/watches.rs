//! What the page watches. A new watch of the same thing replaces the one before, so that a page
//! that looks elsewhere leaves nothing running.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::patchbay::Patchbay;

/// The shortest time between two looks at what changed.
pub(crate) const PACE: Duration = Duration::from_millis(100);

#[derive(Debug, Default)]
pub(crate) struct Watches(Mutex<HashMap<String, CancellationToken>>);

impl Watches {
    fn begin(&self, what: &str, parent: &CancellationToken) -> CancellationToken {
        let token = parent.child_token();
        let mut watches = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = watches.insert(what.to_owned(), token.clone()) {
            before.cancel();
        }
        token
    }
}

impl Patchbay {
    /// Runs `watching` until it ends, the same thing is watched anew, or the app ends.
    pub(crate) fn watch(&self, what: &str, watching: impl Future<Output = ()> + Send + 'static) {
        let token = self.0.watches.begin(what, &self.0.ended);
        tokio::spawn(async move { token.run_until_cancelled(watching).await });
    }

    /// Waits for something of the set-up or the feed to change; `false` when nothing ever will.
    pub(crate) async fn any_change(
        changed: &mut tokio::sync::watch::Receiver<u64>,
        events: &mut tokio::sync::watch::Receiver<i64>,
    ) -> bool {
        let alive = tokio::select! {
            change = changed.changed() => change.is_ok(),
            change = events.changed() => change.is_ok(),
        };
        tokio::time::sleep(PACE).await;
        changed.mark_unchanged();
        events.mark_unchanged();
        alive
    }
}
