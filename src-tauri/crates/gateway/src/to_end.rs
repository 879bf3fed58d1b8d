//! Work that runs to its end, even when nobody waits for it any more.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::runtime::Handle;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

/// Runs in the task of whoever waits: a task of its own would cost each delivery two switches.
/// Dropped before its end, it goes on in one.
pub(crate) struct ToEnd<F: Future + Send + 'static> {
    work: Option<Pin<Box<F>>>,
    counted: TaskTrackerToken,
}

impl<F: Future + Send + 'static> ToEnd<F> {
    /// Work that `running` counts until its end.
    pub(crate) fn new(work: F, running: &TaskTracker) -> Self {
        Self {
            work: Some(Box::pin(work)),
            counted: running.token(),
        }
    }
}

/// The work panicked.
#[derive(Debug)]
pub(crate) struct Panicked;

impl<F: Future + Send + 'static> Future for ToEnd<F> {
    type Output = Result<F::Output, Panicked>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let Some(mut work) = this.work.take() else {
            return Poll::Ready(Err(Panicked));
        };
        match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))) {
            Ok(Poll::Ready(made)) => Poll::Ready(Ok(made)),
            Ok(Poll::Pending) => {
                this.work = Some(work);
                Poll::Pending
            }
            Err(_) => Poll::Ready(Err(Panicked)),
        }
    }
}

impl<F: Future + Send + 'static> Drop for ToEnd<F> {
    fn drop(&mut self) {
        let (Some(work), Ok(runtime)) = (self.work.take(), Handle::try_current()) else {
            return;
        };
        let running = self.counted.task_tracker().clone();
        let rest = async move {
            work.await;
        };
        running.spawn_on(rest, &runtime);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use tokio::sync::Notify;

    use super::*;

    struct Bench {
        running: TaskTracker,
        go: Arc<Notify>,
        done: Arc<AtomicBool>,
    }

    impl Bench {
        fn new() -> Self {
            Self {
                running: TaskTracker::new(),
                go: Arc::default(),
                done: Arc::default(),
            }
        }

        fn work(&self) -> ToEnd<impl Future<Output = ()> + Send + 'static> {
            let (go, done) = (Arc::clone(&self.go), Arc::clone(&self.done));
            let work = async move {
                go.notified().await;
                done.store(true, Ordering::SeqCst);
            };
            ToEnd::new(work, &self.running)
        }
    }

    #[tokio::test]
    async fn it_ends_for_who_waits() {
        let bench = Bench::new();
        let work = bench.work();
        bench.go.notify_one();
        work.await.unwrap();
        assert!(bench.done.load(Ordering::SeqCst) && bench.running.is_empty());
    }

    #[tokio::test]
    async fn it_goes_on_when_nobody_waits_any_more() {
        let bench = Bench::new();
        let waited = tokio::time::timeout(Duration::from_millis(5), bench.work()).await;
        assert!(waited.is_err() && !bench.running.is_empty());
        bench.go.notify_one();
        bench.running.close();
        bench.running.wait().await;
        assert!(bench.done.load(Ordering::SeqCst));
    }
}
