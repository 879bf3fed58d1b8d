//! What a page watches ends with the page, or when it looks elsewhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::sync::Arc;

use patchbay_core::view::AppMode;
use support::Bench;

/// Whether nobody but the test holds the channel any more.
async fn is_dropped(bench: &Bench, channel: &Arc<()>) {
    let channel = Arc::downgrade(channel);
    bench
        .until("the channel is let go of", |_| {
            let channel = channel.clone();
            async move { channel.strong_count() == 1 }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_looks_elsewhere_leaves_nothing_running() {
    let bench = Bench::start().await;
    let patchbay = &bench.patchbay;
    let app = patchbay.create_app("bigcommerce", AppMode::Practice, "Watched");
    let app = app.await.unwrap().id;
    let (left, stays) = (Arc::new(()), Arc::new(()));
    let held = left.clone();
    let watch = patchbay.watch_app(app, move |_| Arc::strong_count(&held) > 0);
    let held = stays.clone();
    patchbay.watch_status(move |_| Arc::strong_count(&held) > 0);
    patchbay.unwatch(watch);
    is_dropped(&bench, &left).await;
    assert_eq!(Arc::strong_count(&stays), 2, "the status is watched on");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_gone_leaves_nothing_running() {
    let bench = Bench::start().await;
    let patchbay = &bench.patchbay;
    let channel = Arc::new(());
    let held = channel.clone();
    patchbay.watch_status(move |_| Arc::strong_count(&held) > 0);
    let held = channel.clone();
    patchbay.follow_feed(&[], 0, move |_| Arc::strong_count(&held) > 0);
    assert_eq!(Arc::strong_count(&channel), 3);
    patchbay.unwatch_all();
    is_dropped(&bench, &channel).await;
    bench.patchbay.stop().await;
}
