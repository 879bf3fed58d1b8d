//! The same done with several stores, a few at a time.

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::patchbay::Patchbay;

/// Stores that are asked at a time. Each has a quota of its own; this spares the machine's line.
const AT_ONCE: usize = 4;

/// Does `work` with each store, by id, and hands what came of it to `done`, in the order they end,
/// until that answers `false` or `until` is cancelled. What is under way then is dropped: a check
/// that is cut off is begun anew by the next. How many were not come to.
pub(super) async fn each<T, F>(
    it: &Patchbay,
    stores: Vec<i64>,
    until: &CancellationToken,
    work: impl Fn(Patchbay, i64) -> F,
    mut done: impl FnMut(T) -> bool,
) -> usize
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (total, mut ended) = (stores.len(), 0);
    let mut waiting = stores.into_iter();
    let mut under_way = JoinSet::new();
    loop {
        let room = AT_ONCE.saturating_sub(under_way.len());
        for store in waiting.by_ref().take(room) {
            under_way.spawn(work(it.clone(), store));
        }
        let next = until.run_until_cancelled(under_way.join_next()).await;
        let Some(Some(outcome)) = next else { break };
        ended += 1;
        if let Ok(outcome) = outcome
            && !done(outcome)
        {
            break;
        }
    }
    total - ended
}
