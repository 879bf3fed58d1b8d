//! One at a time of each kind of thing.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError};

use tokio::sync::{Mutex, OwnedMutexGuard};

/// Whose turn it is, by what must not be done twice at a time. Waiting is in order.
#[derive(Debug)]
pub(crate) struct Turns<K>(std::sync::Mutex<HashMap<K, Arc<Mutex<()>>>>);

impl<K> Default for Turns<K> {
    fn default() -> Self {
        Self(std::sync::Mutex::default())
    }
}

impl<K: Eq + Hash> Turns<K> {
    /// Waits for a turn; it ends when what is returned is dropped.
    pub async fn of(&self, key: K) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
            Arc::clone(turns.entry(key).or_default())
        };
        turn.lock_owned().await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_same_waits_and_another_does_not() {
        let turns = Turns::default();
        let first = turns.of("order 1").await;
        let other = timeout(Duration::from_secs(1), turns.of("order 2")).await;
        assert!(other.is_ok());
        let same = timeout(Duration::from_secs(1), turns.of("order 1")).await;
        assert!(same.is_err(), "the first still has its turn");
        drop(first);
        let same = timeout(Duration::from_secs(1), turns.of("order 1")).await;
        assert!(same.is_ok());
    }

    #[tokio::test]
    async fn what_nobody_waits_for_is_forgotten() {
        let turns = Turns::default();
        drop(turns.of(1).await);
        let _held = turns.of(2).await;
        assert_eq!(turns.0.lock().unwrap().len(), 1);
    }
}
