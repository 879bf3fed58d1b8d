//! Imports into a real ledger: marked, never twice, and never at the cost of what is here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{House, NOON, delivery};
use patchbay_ledger::{
    Import, ImportedDelivery, NewDelivery, Origin, ProblemRecord, QUARANTINE_CAP, StoreState, Took,
    Verdict,
};

fn import(house: &House, identity: &str, verdicts: &[Verdict]) -> Import {
    let like = house.delivery(identity);
    Import {
        app_id: house.app.id,
        store_id: house.store.id,
        event: like.event,
        origin: Origin::Live,
        verdict: verdicts.iter().copied().max().unwrap_or(Verdict::ByHeader),
        first_at: NOON - 5000,
        last_at: NOON,
        pinned: true,
        labels: vec!["odd".into()],
        note: "a note".into(),
        deliveries: verdicts.iter().map(|verdict| received(*verdict)).collect(),
    }
}

fn received(verdict: Verdict) -> ImportedDelivery {
    ImportedDelivery {
        received_at: NOON,
        method: "POST".into(),
        path: "/h/…".into(),
        headers: vec![("x".into(), vec![0xff])],
        body: b"{}".to_vec(),
        verdict,
        origin: Origin::Live,
        answer: None,
        webhook_id: None,
        webhook_timestamp_s: None,
    }
}

#[tokio::test]
async fn an_import_is_marked_whole_and_added_once() {
    let house = House::new().await;
    let event = import(&house, "a", &[Verdict::ByHeader, Verdict::Verified]);
    let events = vec![event.clone(), event];
    let took = house.ledger.import(events.clone(), NOON).await.unwrap();
    assert_eq!(took, [Took::Added, Took::Here]);
    assert_eq!(
        house.ledger.import(events, NOON).await.unwrap()[0],
        Took::Here
    );
    let row = house.ledger.feed_changes(0, 10).await.unwrap().remove(0);
    assert!(row.imported && row.pinned && row.noted);
    assert_eq!((row.deliveries, row.verdict), (2, Verdict::Verified));
    let (whole, looked) = house
        .ledger
        .whole_events(vec![row.id, 99], 1000)
        .await
        .unwrap();
    assert_eq!((whole[0].deliveries.len(), looked), (2, 2));
    assert_eq!(Import::identity_there(&whole[0].identity), "a");
    let store = house.ledger.store(house.store.id).await.unwrap().unwrap();
    assert_eq!(store.last_event_at, None, "nothing was heard from it");
    let house = house.reopen().await;
    let head = house.ledger.feed_head().await.unwrap();
    assert_eq!((head.total, head.seq), (1, row.seq));
}

#[tokio::test]
async fn an_import_changes_nothing_that_is_here() {
    let house = House::new().await;
    let weak = NewDelivery {
        verdict: Verdict::ByHeader,
        ..house.delivery("a")
    };
    let recorded = house.ledger.record(weak).await.unwrap();
    let strong = import(&house, "a", &[Verdict::Verified]);
    let took = house.ledger.import(vec![strong], NOON).await.unwrap();
    assert_eq!(took, [Took::Here]);
    let row = house
        .ledger
        .event(recorded.event_id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (row.verdict, row.pinned, row.deliveries),
        (Verdict::ByHeader, false, 1)
    );
    let here = ["a", "b"].map(str::to_owned).to_vec();
    let here = house.ledger.are_here(house.app.id, here).await.unwrap();
    assert_eq!(here, [true, false]);
}

#[tokio::test]
async fn what_arrives_after_an_import_is_an_event_of_its_own() {
    let house = House::new().await;
    let event = import(&house, "a", &[Verdict::Verified]);
    house.ledger.import(vec![event], NOON).await.unwrap();
    let arrived = NewDelivery {
        verdict: Verdict::ByHeader,
        ..house.delivery("a")
    };
    let recorded = house.ledger.record(arrived).await.unwrap();
    assert!(recorded.new_event);
    assert_eq!(recorded.verdict, Verdict::ByHeader);
}

#[tokio::test]
async fn an_import_pushes_nothing_out_of_the_quarantine() {
    let house = House::new().await;
    for number in 0..QUARANTINE_CAP - 1 {
        let bad = NewDelivery {
            verdict: Verdict::Quarantined,
            ..delivery(house.app.id, house.store.id, format!("q{number}"))
        };
        house.ledger.record(bad).await.unwrap();
    }
    let events = ["x", "y"].map(|it| import(&house, it, &[Verdict::Quarantined]));
    let took = house.ledger.import(events.to_vec(), NOON).await.unwrap();
    assert_eq!(took, [Took::Added, Took::NoRoom]);
    let head = house.ledger.feed_head().await.unwrap();
    assert_eq!(head.total, QUARANTINE_CAP as i64);
}

#[tokio::test]
async fn a_store_that_is_known_stays_as_it_is() {
    let house = House::new().await;
    let problem = ProblemRecord {
        code: "imported".into(),
        detail: String::new(),
    };
    let name = Some("Another name".to_owned());
    let known = (house.app.id, house.store.hash.as_str());
    let same = house
        .ledger
        .add_imported_store(known, name.clone(), problem.clone(), NOON);
    assert_eq!(same.await.unwrap(), house.store);
    let new = house
        .ledger
        .add_imported_store((house.app.id, "new"), name, problem, NOON);
    let new = new.await.unwrap();
    assert_eq!(new.state, StoreState::Uninstalled);
    assert_eq!(new.profile.unwrap().name, "Another name");
}

#[tokio::test]
async fn reading_stops_after_enough_bodies() {
    let house = House::new().await;
    let mut ids = Vec::new();
    for number in 0..5 {
        let delivery = house.delivery(format!("e{number}"));
        ids.push(house.ledger.record(delivery).await.unwrap().event_id);
    }
    let (events, looked) = house.ledger.whole_events(ids.clone(), 20).await.unwrap();
    assert_eq!((events.len(), looked), (2, 2));
    let after = house.ledger.event_ids(ids[1], ids[3], 10).await.unwrap();
    assert_eq!(after, ids[2..=3]);
}
