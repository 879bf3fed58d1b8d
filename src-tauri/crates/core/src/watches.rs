//! What the page watches. A watch ends when the page lets go of it, when a new watch of the same
//! thing replaces it, or when the page itself is gone: a page that looks elsewhere leaves nothing
//! running.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::patchbay::Patchbay;

/// The shortest time between two looks at what changed.
pub(crate) const PACE: Duration = Duration::from_millis(100);

#[derive(Debug, Default)]
pub(crate) struct Watches(Mutex<Running>);

#[derive(Debug, Default)]
struct Running {
    last: u32,
    by_thing: HashMap<String, (u32, CancellationToken)>,
}

impl Watches {
    fn begin(&self, what: &str, parent: &CancellationToken) -> (u32, CancellationToken) {
        let token = parent.child_token();
        let mut running = self.running();
        running.last = running.last.wrapping_add(1);
        let begun = (running.last, token);
        if let Some((_, before)) = running.by_thing.insert(what.to_owned(), begun.clone()) {
            before.cancel();
        }
        begun
    }

    fn end(&self, over: impl Fn(u32) -> bool) {
        self.running().by_thing.retain(|_, (id, token)| {
            let over = over(*id);
            if over {
                token.cancel();
            }
            !over
        });
    }

    fn running(&self) -> std::sync::MutexGuard<'_, Running> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Patchbay {
    /// Ends a watch by the number it was given; one that has ended already is no matter.
    pub fn unwatch(&self, watch: u32) {
        self.0.watches.end(|id| id == watch);
    }

    /// Ends every watch: the page that asked for them is gone.
    pub fn unwatch_all(&self) {
        self.0.watches.end(|_| true);
    }

    /// A watch that ends when the caller lets go of it: its number, and what says that it was let
    /// go of, that the same thing is watched anew, or that the app ends.
    pub(crate) fn begin_watch(&self, what: &str) -> (u32, CancellationToken) {
        self.0.watches.begin(what, &self.0.ended)
    }

    /// Runs `watching` until it ends, is let go of by the number given back, the same thing is
    /// watched anew, or the app ends.
    pub(crate) fn watch(
        &self,
        what: &str,
        watching: impl Future<Output = ()> + Send + 'static,
    ) -> u32 {
        let (id, token) = self.0.watches.begin(what, &self.0.ended);
        let it = self.clone();
        tokio::spawn(async move {
            token.run_until_cancelled(watching).await;
            it.unwatch(id);
        });
        id
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letting_go_of_an_old_watch_leaves_the_new_one() {
        let (watches, app) = (Watches::default(), CancellationToken::new());
        let (old, first) = watches.begin("app 1", &app);
        let (_, second) = watches.begin("app 1", &app);
        let (_, other) = watches.begin("status", &app);
        assert!(first.is_cancelled(), "watched anew");
        watches.end(|id| id == old);
        assert!(!second.is_cancelled() && !other.is_cancelled());
        watches.end(|_| true);
        assert!(second.is_cancelled() && other.is_cancelled());
        assert!(watches.running().by_thing.is_empty());
    }
}
