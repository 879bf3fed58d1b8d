//! The writer: groups, neighbours, what readers see, and a full queue.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::House;
use patchbay_ledger::{Ledger, LedgerError, Limits};
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_waiters_share_a_commit() {
    let house = House::new().await;
    let before = house.ledger.written();
    let mut tasks = JoinSet::new();
    for number in 0..2000 {
        let (ledger, sent) = (house.ledger.clone(), house.delivery(number.to_string()));
        tasks.spawn(async move { ledger.record(sent).await.unwrap() });
    }
    assert_eq!(tasks.join_all().await.len(), 2000);
    let after = house.ledger.written();
    assert_eq!(after.jobs - before.jobs, 2000);
    let commits = after.commits - before.commits;
    assert!(
        (8..1000).contains(&commits),
        "{commits} commits for 2000 jobs"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_job_takes_nothing_from_its_neighbours() {
    let house = House::new().await;
    let mut tasks = JoinSet::new();
    for number in 0..600_i64 {
        let mut sent = house.delivery(number.to_string());
        if number % 3 == 0 {
            sent.store_id = 999;
        }
        let ledger = house.ledger.clone();
        tasks.spawn(async move { (number, ledger.record(sent).await) });
    }
    for (number, outcome) in tasks.join_all().await {
        match outcome {
            Ok(recorded) => {
                assert_ne!(number % 3, 0);
                let row = house
                    .ledger
                    .event(recorded.event_id)
                    .await
                    .unwrap()
                    .unwrap();
                assert_eq!(row.resource_id, number.to_string());
            }
            Err(why) => assert_eq!((number % 3, why), (0, LedgerError::NotFound)),
        }
    }
    let written = house.ledger.written();
    assert!(
        written.commits < written.jobs,
        "nothing was grouped: {written:?}"
    );
    assert_eq!(house.ledger.feed_head().await.unwrap().total, 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_see_committed_rows_only() {
    let house = House::new().await;
    let mut tasks = JoinSet::new();
    for number in 0..500 {
        let (ledger, sent) = (house.ledger.clone(), house.delivery(number.to_string()));
        tasks.spawn(async move {
            let recorded = ledger.record(sent).await.unwrap();
            ledger
                .event(recorded.event_id)
                .await
                .unwrap()
                .expect("acknowledged, so visible");
            assert!(
                *ledger.changes().borrow() >= recorded.seq
                    || ledger.feed_head().await.unwrap().seq >= recorded.seq
            );
        });
    }
    let mut seen = 0;
    while !tasks.is_empty() {
        let changed = house.ledger.feed_changes(0, 1000).await.unwrap().len();
        let head = house.ledger.feed_head().await.unwrap();
        assert!(changed >= seen && head.total as usize >= changed);
        seen = changed;
        tasks.join_next().await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn changes_announce_what_is_committed() {
    let house = House::new().await;
    let mut changes = house.ledger.changes();
    let recorded = house.ledger.record(house.delivery("1")).await.unwrap();
    changes.wait_for(|seq| *seq == recorded.seq).await.unwrap();
    house.ledger.set_setting("theme", "dark").await.unwrap();
    assert!(!changes.has_changed().unwrap());
}

#[tokio::test]
async fn a_full_queue_turns_away_at_once_and_recovers() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits {
        queue: 4,
        pages: None,
    };
    let ledger = Ledger::open_with(folder.path(), limits).unwrap();
    let (app, store) = common::app_and_store(&ledger, "k", "h").await;
    let mut tasks = JoinSet::new();
    for number in 0..2000 {
        let sent = common::delivery(app.id, store.id, number.to_string());
        let ledger = ledger.clone();
        tasks.spawn(async move { ledger.record(sent).await });
    }
    let outcomes = tasks.join_all().await;
    let stored = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let busy = outcomes
        .iter()
        .filter(|outcome| **outcome == Err(LedgerError::Busy))
        .count();
    assert_eq!(stored + busy, 2000);
    assert!(
        busy > 0 && stored > 0,
        "{stored} stored, {busy} turned away"
    );
    assert_eq!(ledger.feed_head().await.unwrap().total as usize, stored);
    ledger
        .record(common::delivery(app.id, store.id, "after"))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_write_whose_waiter_left_is_still_done() {
    let house = House::new().await;
    let mut changes = house.ledger.changes();
    let pending = tokio::spawn({
        let (ledger, sent) = (house.ledger.clone(), house.delivery("1"));
        async move { ledger.record(sent).await }
    });
    tokio::task::yield_now().await;
    pending.abort();
    changes.wait_for(|seq| *seq == 1).await.unwrap();
    assert_eq!(house.ledger.feed_head().await.unwrap().total, 1);
}
