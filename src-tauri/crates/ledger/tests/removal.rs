//! What goes from the ledger goes from the search index, the counts and the live tail too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::path::Path;
use std::time::Duration;

use common::{House, NOON, app_and_store, delivery, indexed};
use patchbay_ledger::{
    Chart, Condition, Conditions, Expiry, Ledger, NewDelivery, Search, Sweep, Term, Verdict,
};
use rusqlite::Connection;

const MINUTE: i64 = 60_000;

async fn fill(house: &House, events: i64) {
    for number in 0..events {
        let sent = NewDelivery {
            received_at: NOON + number * MINUTE,
            body: format!("{{\"text\":\"needle {number}\"}}").into(),
            headers: vec![("X-Shop".into(), b"hay and straw".to_vec())],
            ..house.delivery(format!("a{number}"))
        };
        house.ledger.record(sent).await.unwrap();
    }
}

async fn everything(ledger: &Ledger, app_id: i64, marked_too: bool) -> i64 {
    let expiry = ledger.expiry_of_all(app_id, marked_too).await.unwrap();
    sweep(ledger, expiry).await
}

async fn sweep(ledger: &Ledger, expiry: Expiry) -> i64 {
    let mut sweep = Sweep::new(expiry, "events removed", NOON);
    while !sweep.ended {
        sweep = ledger.sweep(sweep).await.unwrap();
    }
    sweep.gone
}

async fn found(ledger: &Ledger, term: Term) -> usize {
    let search = Search {
        conditions: Conditions::new([Condition { not: false, term }]),
        limit: 1000,
        patience: Duration::from_secs(60),
        ..Search::default()
    };
    ledger.search(search).await.unwrap().rows.len()
}

async fn charted(ledger: &Ledger) -> i64 {
    let chart = Chart {
        from: NOON / MINUTE,
        step: 1,
        slots: 1000,
    };
    let columns = ledger.chart(chart).await.unwrap();
    columns.iter().map(|column| column.events).sum()
}

fn in_index(folder: &Path, sql: &str) -> i64 {
    let conn = Connection::open(folder.join("index.db")).unwrap();
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn total(folder: &Path, counted: &str) -> i64 {
    in_index(folder, &format!("SELECT {counted}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_app_leaves_nothing_behind_in_the_index() {
    let house = House::new().await;
    let (other, store) = app_and_store(&house.ledger, "key-b", "zzz").await;
    fill(&house, 300).await;
    for number in 0..20 {
        let sent = NewDelivery {
            received_at: NOON + number * MINUTE,
            ..delivery(other.id, store.id, format!("b{number}"))
        };
        house.ledger.record(sent).await.unwrap();
    }
    indexed(&house.ledger).await;
    house.ledger.delete_app(house.app.id).await.unwrap();
    assert_eq!(charted(&house.ledger).await, 20, "before the index knows");
    assert_eq!(house.ledger.events_since(NOON).await.unwrap(), 20);
    indexed(&house.ledger).await;
    assert_eq!(charted(&house.ledger).await, 20);
    assert_eq!(house.ledger.events_since(NOON).await.unwrap(), 20);
    assert_eq!(found(&house.ledger, Term::Text("needle".into())).await, 0);
    assert_eq!(found(&house.ledger, Term::App(other.id)).await, 20);
    let folder = house.folder.path();
    assert_eq!(total(folder, "count(*) FROM doc"), 20);
    assert_eq!(total(folder, "ifnull(sum(events), 0) FROM minute"), 20);
    let of_app = format!(
        "count(*) FROM posting WHERE field = 1 AND value = {}",
        house.app.id
    );
    assert_eq!(total(folder, &of_app), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn searches_never_find_what_went_however_far_the_index_is() {
    let house = House::new().await;
    fill(&house, 120).await;
    indexed(&house.ledger).await;
    house.ledger.pin(vec![3, 5], true).await.unwrap();
    assert_eq!(everything(&house.ledger, house.app.id, false).await, 118);
    for _ in 0..2 {
        assert_eq!(found(&house.ledger, Term::App(house.app.id)).await, 2);
        assert_eq!(found(&house.ledger, Term::Text("needle".into())).await, 2);
        assert_eq!(found(&house.ledger, Term::Text("straw".into())).await, 2);
        assert_eq!(found(&house.ledger, Term::Pinned).await, 2);
        assert_eq!(charted(&house.ledger).await, 2);
        indexed(&house.ledger).await;
    }
    assert_eq!(house.ledger.feed_head().await.unwrap().total, 2);
    let house = house.reopen().await;
    assert_eq!(house.ledger.feed_head().await.unwrap().total, 2);
    assert_eq!(charted(&house.ledger).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verdict_that_changed_just_before_the_end_is_counted_off_where_it_was_counted() {
    let house = House::new().await;
    fill(&house, 10).await;
    indexed(&house.ledger).await;
    house.ledger.reverify(4, Verdict::ByHeader).await.unwrap();
    everything(&house.ledger, house.app.id, true).await;
    indexed(&house.ledger).await;
    assert_eq!(
        total(
            house.folder.path(),
            "count(*) FROM minute WHERE events <> 0"
        ),
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn blocks_without_events_lose_their_short_texts() {
    let house = House::new().await;
    fill(&house, 4200).await;
    indexed(&house.ledger).await;
    let sql = "count(DISTINCT block) FROM gram";
    assert_eq!(total(house.folder.path(), sql), 2);
    let rule = patchbay_ledger::Retention {
        events: Some(50),
        ..Default::default()
    };
    let expiry = house.ledger.expiry(house.app.id, rule, NOON).await.unwrap();
    assert_eq!(sweep(&house.ledger, expiry).await, 4150);
    indexed(&house.ledger).await;
    assert_eq!(total(house.folder.path(), sql), 1);
    assert_eq!(found(&house.ledger, Term::Text("ne".into())).await, 50);
    let hours = total(house.folder.path(), "count(*) FROM hour");
    assert!(hours <= 2, "{hours} hours of fifty minutes");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_follows_is_told_what_went_until_it_is_forgotten() {
    let house = House::new().await;
    fill(&house, 600).await;
    let before = house.ledger.feed_head().await.unwrap().seq;
    let mut hints = house.ledger.changes();
    hints.mark_unchanged();
    everything(&house.ledger, house.app.id, false).await;
    assert!(hints.has_changed().unwrap(), "a wake-up");
    let after = house.ledger.feed_head().await.unwrap().seq;
    let gone = house
        .ledger
        .feed_gone(before, after)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(gone.len(), 600);
    indexed(&house.ledger).await;
    house.ledger.forget_removed().await.unwrap();
    let told = house.ledger.feed_gone(before, after).await.unwrap();
    assert_eq!(
        told.map(|gone| gone.len()),
        Some(600),
        "too recent to forget"
    );
    for number in 0..100 {
        house
            .ledger
            .record(house.delivery(format!("c{number}")))
            .await
            .unwrap();
    }
    indexed(&house.ledger).await;
    house.ledger.forget_removed().await.unwrap();
    assert_eq!(house.ledger.feed_gone(before, after).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quarantines_oldest_go_from_the_index_too() {
    let house = House::new().await;
    for number in 0..patchbay_ledger::QUARANTINE_CAP + 30 {
        let sent = NewDelivery {
            verdict: Verdict::Quarantined,
            ..house.delivery(format!("q{number}"))
        };
        house.ledger.record(sent).await.unwrap();
    }
    indexed(&house.ledger).await;
    let kept = patchbay_ledger::QUARANTINE_CAP as i64;
    assert_eq!(charted(&house.ledger).await, kept);
    assert_eq!(house.ledger.feed_head().await.unwrap().total, kept);
    let usage = house.ledger.usage().await.unwrap();
    assert_eq!((usage[0].events, usage[0].deliveries), (kept, kept));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_made_anew_has_everything_again() {
    let house = House::new().await;
    fill(&house, 200).await;
    indexed(&house.ledger).await;
    let file = house.folder.path().join("index.db");
    let conn = Connection::open(file).unwrap();
    conn.execute_batch("DELETE FROM posting; DELETE FROM minute")
        .unwrap();
    assert_eq!(found(&house.ledger, Term::App(house.app.id)).await, 0);
    house.ledger.remake_index();
    while house.ledger.indexed() > 0 && found(&house.ledger, Term::App(house.app.id)).await == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    indexed(&house.ledger).await;
    assert_eq!(found(&house.ledger, Term::App(house.app.id)).await, 200);
    assert_eq!(charted(&house.ledger).await, 200);
}

/// A text whose trigrams few others have, so that much is indexed of it.
fn many_trigrams(number: u64) -> String {
    let mut state = number + 1;
    let mut letters = std::iter::repeat_with(|| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        char::from(b'a' + (state >> 40) as u8 % 26)
    });
    letters.by_ref().take(3_000).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_gets_smaller_by_itself() {
    let house = House::new().await;
    for number in 0..1_000_u64 {
        let text = many_trigrams(number);
        let sent = NewDelivery {
            body: text.into(),
            ..house.delivery(format!("o{number}"))
        };
        house.ledger.record(sent).await.unwrap();
    }
    indexed(&house.ledger).await;
    let folder = house.folder.path();
    let full = in_index(folder, "PRAGMA page_count");
    assert!(full > 512, "{full} pages are hardly worth giving back");
    everything(&house.ledger, house.app.id, true).await;
    let deadline = std::time::Instant::now() + Duration::from_secs(60);
    while in_index(folder, "PRAGMA page_count") > full / 2 {
        let left = in_index(folder, "PRAGMA page_count");
        assert!(
            std::time::Instant::now() < deadline,
            "{left} of {full} pages"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
