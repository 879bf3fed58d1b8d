//! The history of outages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patchbay_ledger::{Ledger, Outage};

const ONE: Option<&str> = Some("https://one.example.com");
const TWO: Option<&str> = Some("https://two.example.com");

async fn lasts(ledger: &Ledger, since: i64, now: i64, url: Option<&str>, why: &str) -> bool {
    ledger.outage_lasts(since, now, url, why).await.unwrap()
}

async fn spans(ledger: &Ledger) -> Vec<(i64, Option<i64>, String)> {
    let all = ledger.outages(10).await.unwrap();
    let span = |outage: Outage| (outage.began_at, outage.ended_at, outage.reason);
    all.into_iter().map(span).collect()
}

#[tokio::test]
async fn one_that_lasts_has_the_latest_reason_and_its_own_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    assert!(lasts(&ledger, 10, 10, ONE, "cut").await, "it is new");
    assert!(!lasts(&ledger, 30, 30, ONE, "refused").await);
    assert_eq!(spans(&ledger).await, [(10, None, "refused".into())]);

    assert!(ledger.outage_ended(50).await.unwrap());
    assert!(!ledger.outage_ended(60).await.unwrap(), "it has ended");
    assert_eq!(spans(&ledger).await, [(10, Some(50), "refused".into())]);
    ledger.close().await;
}

#[tokio::test]
async fn another_address_has_an_outage_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    lasts(&ledger, 10, 10, ONE, "cut").await;
    assert!(lasts(&ledger, 20, 20, TWO, "not found").await);
    let all = ledger.outages(10).await.unwrap();
    assert_eq!(all[0].url.as_deref(), TWO);
    assert_eq!((all[1].url.as_deref(), all[1].ended_at), (ONE, Some(20)));
    ledger.close().await;
}

#[tokio::test]
async fn one_that_a_kill_cut_off_ends_when_it_was_last_seen() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    lasts(&ledger, 10, 10, ONE, "cut").await;
    lasts(&ledger, 10, 40, ONE, "cut").await;
    ledger.close().await;

    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.outage_cut_off().await.unwrap();
    assert_eq!(spans(&ledger).await, [(10, Some(40), "cut".into())]);
    assert!(
        lasts(&ledger, 90, 90, ONE, "still").await,
        "the next is another"
    );
    ledger.close().await;
}
