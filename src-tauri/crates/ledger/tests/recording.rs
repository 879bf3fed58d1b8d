//! Recording deliveries: fidelity, identity, verdicts, quarantine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use bytes::Bytes;
use std::time::{Duration, Instant};

use common::{House, NOON, hook};
use patchbay_ledger::{LedgerError, NewDelivery, QUARANTINE_CAP, Verdict};

fn judged(mut delivery: NewDelivery, verdict: Verdict) -> NewDelivery {
    delivery.verdict = verdict;
    delivery
}

#[tokio::test]
async fn a_delivery_is_kept_byte_for_byte() {
    let house = House::new().await;
    let headers = vec![
        ("X-Twice".to_owned(), b"1".to_vec()),
        ("host".to_owned(), b"h".to_vec()),
        ("X-Twice".to_owned(), vec![0xff, 0xfe, 0x00]),
        ("x-twice".to_owned(), Vec::new()),
    ];
    let body = Bytes::from_static(&[0x00, 0xff, b'{', 0x80]);
    let sent = NewDelivery {
        headers: headers.clone(),
        body: body.clone(),
        ..house.delivery("1")
    };
    let recorded = house.ledger.record(sent.clone()).await.unwrap();
    let house = house.reopen().await;
    let kept = house
        .ledger
        .deliveries(recorded.event_id)
        .await
        .unwrap()
        .remove(0);
    assert_eq!(kept.headers, headers);
    assert_eq!(kept.size, 4);
    assert_eq!(
        (kept.id, kept.event_id),
        (recorded.delivery_id, recorded.event_id)
    );
    assert_eq!((kept.received_at, kept.received_mono_ns), (NOON, 7));
    assert_eq!((kept.method, kept.path), (sent.method, sent.path));
    assert_eq!(kept.webhook_id, sent.webhook_id);
    assert_eq!(kept.webhook_timestamp_s, sent.webhook_timestamp_s);
    assert_eq!(
        house.ledger.body(recorded.delivery_id).await.unwrap(),
        Some(body.to_vec())
    );
    assert_eq!(house.ledger.body(999).await.unwrap(), None);
}

#[tokio::test]
async fn a_large_body_comes_back_whole() {
    let house = House::new().await;
    let body: Vec<u8> = (0..262_144_u32).map(|n| (n * 31 % 251) as u8).collect();
    let sent = NewDelivery {
        body: body.clone().into(),
        ..house.delivery("1")
    };
    let recorded = house.ledger.record(sent).await.unwrap();
    assert_eq!(
        house.ledger.body(recorded.delivery_id).await.unwrap(),
        Some(body)
    );
}

#[tokio::test]
async fn the_same_identity_is_the_same_event() {
    let house = House::new().await;
    let first = house.ledger.record(house.delivery("1")).await.unwrap();
    assert!(first.new_event);
    let late = NewDelivery {
        received_at: NOON + 60_000,
        ..house.delivery("1")
    };
    let second = house.ledger.record(late).await.unwrap();
    assert!(!second.new_event);
    assert_eq!(second.event_id, first.event_id);
    assert!(second.seq > first.seq);
    let row = house.ledger.event(first.event_id).await.unwrap().unwrap();
    assert_eq!(
        (row.deliveries, row.first_at, row.last_at),
        (2, NOON, NOON + 60_000)
    );
    assert_eq!(row.seq, second.seq);
    assert_eq!(house.ledger.feed_head().await.unwrap().total, 1);
    let kept = house.ledger.deliveries(first.event_id).await.unwrap();
    let ids: Vec<_> = kept.iter().map(|delivery| delivery.id).collect();
    assert_eq!(ids, [first.delivery_id, second.delivery_id]);
}

#[tokio::test]
async fn a_delivery_finds_the_event_that_was_known_before() {
    let house = House::new().await;
    let first = house.ledger.record(house.delivery("days 1")).await.unwrap();
    let mut later = house.delivery("days 2");
    later.event.identity_before = Some("days 1".into());
    let later = house.ledger.record(later).await.unwrap();
    assert!(!later.new_event);
    assert_eq!(later.event_id, first.event_id);
    let mut unheard = house.delivery("days 3");
    unheard.event.identity_before = Some("days 2".into());
    assert!(house.ledger.record(unheard).await.unwrap().new_event);
}

#[tokio::test]
async fn the_same_identity_of_another_app_is_another_event() {
    let house = House::new().await;
    let (app, store) = common::app_and_store(&house.ledger, "key-b", "g5cd38").await;
    house.ledger.record(house.delivery("1")).await.unwrap();
    let other = house
        .ledger
        .record(common::delivery(app.id, store.id, "1"))
        .await
        .unwrap();
    assert!(other.new_event);
}

#[tokio::test]
async fn a_verdict_rises_and_never_falls() {
    let house = House::new().await;
    let order = Verdict::ALL;
    for (at, before) in order.iter().enumerate() {
        for (then, after) in order.iter().enumerate() {
            let identity = format!("{at}-{then}");
            house
                .ledger
                .record(judged(house.delivery(&identity), *before))
                .await
                .unwrap();
            let second = house
                .ledger
                .record(judged(house.delivery(&identity), *after))
                .await
                .unwrap();
            assert_eq!(second.verdict_before, Some(*before));
            let row = house.ledger.event(second.event_id).await.unwrap().unwrap();
            assert_eq!(
                row.verdict,
                order[at.max(then)],
                "{before:?} then {after:?}"
            );
            assert_eq!(second.verdict, row.verdict);
        }
    }
}

#[tokio::test]
async fn the_order_of_verdicts_is_fixed() {
    use Verdict::{ByHeader, Quarantined, Unverified, Verified, VerifiedStale};
    assert_eq!(
        Verdict::ALL,
        [Quarantined, Unverified, ByHeader, VerifiedStale, Verified]
    );
}

#[tokio::test]
async fn a_later_verification_can_raise_and_lower() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let sent = judged(house.delivery("1"), Verdict::Unverified);
    let recorded = ledger.record(sent.clone()).await.unwrap();
    let waiting = ledger.unverified(house.app.id, 0, 10).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].body, sent.body.to_vec());
    assert_eq!(waiting[0].delivery.headers, sent.headers);

    let raised = ledger
        .reverify(recorded.delivery_id, Verdict::Verified)
        .await
        .unwrap();
    assert_eq!(raised.verdict_before, Some(Verdict::Unverified));
    assert!(raised.seq > recorded.seq);
    assert!(
        ledger
            .unverified(house.app.id, 0, 10)
            .await
            .unwrap()
            .is_empty()
    );

    ledger
        .reverify(recorded.delivery_id, Verdict::Quarantined)
        .await
        .unwrap();
    let row = ledger.event(recorded.event_id).await.unwrap().unwrap();
    assert_eq!(row.verdict, Verdict::Quarantined);
    assert_eq!(
        ledger.quarantined(house.app.id, 0, 10).await.unwrap().len(),
        1
    );
    assert_eq!(
        ledger.reverify(999, Verdict::Verified).await,
        Err(LedgerError::NotFound)
    );
}

#[tokio::test]
async fn a_walk_goes_on_from_its_cursor_and_raises_many_at_once() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let mut ids = Vec::new();
    for number in 0..5 {
        let sent = judged(house.delivery(format!("{number}")), Verdict::Unverified);
        ids.push(ledger.record(sent).await.unwrap().delivery_id);
    }
    let next = ledger.unverified(house.app.id, ids[1], 2).await.unwrap();
    let found: Vec<i64> = next.iter().map(|stored| stored.delivery.id).collect();
    assert_eq!(found, ids[2..4]);
    assert_eq!(next[0].store_id, house.store.id);
    let verdicts = [ids[0], 999, ids[3]].map(|id| (id, Verdict::Verified));
    ledger.reverify_all(verdicts.to_vec()).await.unwrap();
    let left = ledger.unverified(house.app.id, 0, 10).await.unwrap();
    let left: Vec<i64> = left.iter().map(|stored| stored.delivery.id).collect();
    assert_eq!(left, [ids[1], ids[2], ids[4]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn arrivals_do_not_wait_for_a_walk() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let waiting = (0..1000).map(|number| {
        let sent = judged(house.delivery(format!("w{number}")), Verdict::Unverified);
        async move { ledger.record(sent).await.unwrap().delivery_id }
    });
    let mut ids = Vec::new();
    for recorded in waiting {
        ids.push(recorded.await);
    }
    let walker = ledger.clone();
    let walk = tokio::spawn(async move {
        for batch in ids.chunks(100) {
            let verdicts = batch.iter().map(|id| (*id, Verdict::Verified));
            walker.reverify_all(verdicts.collect()).await.unwrap();
        }
    });
    let (mut longest, mut number) = (Duration::ZERO, 0);
    while !walk.is_finished() {
        let began = Instant::now();
        ledger
            .record(house.delivery(format!("a{number}")))
            .await
            .unwrap();
        (longest, number) = (longest.max(began.elapsed()), number + 1);
    }
    assert!(number > 5, "{number} arrived meanwhile");
    assert!(longest < Duration::from_secs(1), "{longest:?}");
}

#[tokio::test]
async fn one_bad_delivery_does_not_lower_an_event_that_another_proved() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let bad = ledger
        .record(judged(house.delivery("1"), Verdict::Unverified))
        .await
        .unwrap();
    ledger.record(house.delivery("1")).await.unwrap();
    let after = ledger
        .reverify(bad.delivery_id, Verdict::Quarantined)
        .await
        .unwrap();
    assert_eq!(after.verdict, Verdict::Verified);
}

#[tokio::test]
async fn the_quarantine_is_capped_for_each_app() {
    let house = House::new().await;
    let (other_app, other_store) = common::app_and_store(&house.ledger, "key-b", "zzz").await;
    let good = house.ledger.record(house.delivery("good")).await.unwrap();
    let other = common::delivery(other_app.id, other_store.id, "q");
    house
        .ledger
        .record(judged(other, Verdict::Quarantined))
        .await
        .unwrap();
    let mut ids = Vec::new();
    for number in 0..QUARANTINE_CAP + 25 {
        let sent = judged(house.delivery(format!("q{number}")), Verdict::Quarantined);
        ids.push(house.ledger.record(sent).await.unwrap().event_id);
    }
    let kept = house
        .ledger
        .quarantined(house.app.id, 0, usize::MAX >> 1)
        .await
        .unwrap();
    let kept: Vec<_> = kept.iter().map(|stored| stored.delivery.event_id).collect();
    assert_eq!(kept, ids[25..]);
    assert_eq!(house.ledger.event(ids[24]).await.unwrap(), None);
    assert!(house.ledger.event(good.event_id).await.unwrap().is_some());
    assert_eq!(
        house
            .ledger
            .quarantined(other_app.id, 0, 10)
            .await
            .unwrap()
            .len(),
        1
    );
    let total = house.ledger.feed_head().await.unwrap().total;
    assert_eq!(total, QUARANTINE_CAP as i64 + 2);
}

#[tokio::test]
async fn the_quarantine_is_capped_under_one_identity_too() {
    let house = House::new().await;
    house.ledger.record(house.delivery("1")).await.unwrap();
    let mut last = None;
    for _ in 0..QUARANTINE_CAP + 5 {
        let sent = judged(house.delivery("1"), Verdict::Quarantined);
        last = Some(house.ledger.record(sent).await.unwrap());
    }
    let row = house
        .ledger
        .event(last.unwrap().event_id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.deliveries, QUARANTINE_CAP as i64 + 1);
    assert_eq!(row.verdict, Verdict::Verified);
}

#[tokio::test]
async fn store_and_hook_know_when_they_were_last_heard_from() {
    let house = House::new().await;
    let hook = hook(house.store.id);
    house.ledger.put_hook(hook.clone()).await.unwrap();
    let carried = |at, verdict| NewDelivery {
        hook_id: Some("hook-1".into()),
        received_at: at,
        verdict,
        ..house.delivery(at.to_string())
    };
    house
        .ledger
        .record(carried(NOON + 5, Verdict::ByHeader))
        .await
        .unwrap();
    house
        .ledger
        .record(carried(NOON + 3, Verdict::Verified))
        .await
        .unwrap();
    house
        .ledger
        .record(carried(NOON + 9, Verdict::Quarantined))
        .await
        .unwrap();
    assert_eq!(
        house.ledger.last_event_at(house.store.id).await.unwrap(),
        Some(NOON + 5)
    );
    house.ledger.put_hook(hook).await.unwrap();
    let kept = house.ledger.hook("hook-1").await.unwrap().unwrap();
    assert_eq!(kept.last_delivery_at, Some(NOON + 5));
}

#[tokio::test]
async fn a_store_of_another_app_is_refused() {
    let house = House::new().await;
    let (other, _) = common::app_and_store(&house.ledger, "key-b", "zzz").await;
    let wrong = common::delivery(other.id, house.store.id, "1");
    assert_eq!(house.ledger.record(wrong).await, Err(LedgerError::NotFound));
}
