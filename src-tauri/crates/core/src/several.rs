//! The same done with several things, a few at a time.

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::patchbay::Patchbay;

/// Does `work` with each of the items, `at_once` at a time, and hands what came of it to `done`, in the
/// order they end, until that answers `false` or `until` is cancelled. What is under way then is
/// dropped. How many were not come to.
pub(crate) async fn each<I, T, F>(
    it: &Patchbay,
    items: Vec<I>,
    at_once: usize,
    until: &CancellationToken,
    work: impl Fn(Patchbay, I) -> F,
    mut done: impl FnMut(T) -> bool,
) -> usize
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (total, mut ended) = (items.len(), 0);
    let mut waiting = items.into_iter();
    let mut under_way = JoinSet::new();
    loop {
        let room = at_once.saturating_sub(under_way.len());
        for item in waiting.by_ref().take(room) {
            under_way.spawn(work(it.clone(), item));
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
