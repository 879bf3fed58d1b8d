//! Looks at resources: kept for an event, told in its row, and gone with it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{House, NOON, indexed};
use patchbay_ledger::{
    Condition, Conditions, Expiry, LedgerError, Looked, NewDelivery, NewEvent, NewSnapshot,
    Retention, Search, Sweep, Term,
};
use rusqlite::Connection;

fn look(event_id: i64, order: &str, status: &str) -> NewSnapshot {
    NewSnapshot {
        resource_id: order.into(),
        words: Some(format!("Order {order} · {status}")),
        facts: format!("{{\"status\":\"{status}\"}}"),
        request: format!("GET /v2/orders/{order}"),
        body: Some(format!("{{\"status\":\"{status}\"}}")),
        ..common::look(event_id)
    }
}

fn order(id: &str) -> (String, String) {
    ("order".into(), id.into())
}

async fn event(house: &House, identity: &str, about: &str) -> i64 {
    let delivery = house.delivery(identity);
    let event = NewEvent {
        resource_id: about.into(),
        ..delivery.event.clone()
    };
    let recorded = house.ledger.record(NewDelivery { event, ..delivery });
    recorded.await.unwrap().event_id
}

fn in_ledger(house: &House, sql: &str) -> i64 {
    let conn = Connection::open(house.file()).unwrap();
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

async fn bytes(house: &House) -> i64 {
    house.ledger.usage().await.unwrap()[0].bytes
}

#[tokio::test]
async fn a_look_is_a_change_of_its_event_and_of_nothing_else() {
    let house = House::new().await;
    let first = event(&house, "a", "250").await;
    let second = event(&house, "b", "251").await;
    let before = house.ledger.feed_head().await.unwrap();
    house
        .ledger
        .keep_snapshot(look(first, "250", "Pending"))
        .await
        .unwrap();
    let changed = house.ledger.feed_changes(before.seq, 10).await.unwrap();
    assert_eq!(changed.len(), 1);
    assert_eq!((changed[0].id, changed[0].deliveries), (first, 1));
    assert_eq!(house.ledger.feed_head().await.unwrap().total, before.total);
    let newest_first: Vec<i64> = common::page(&house.ledger, None, 10)
        .await
        .iter()
        .map(|it| it.id)
        .collect();
    assert_eq!(newest_first, [second, first], "the order stays");
    let words = house.ledger.words_of(vec![first, second]).await.unwrap();
    assert_eq!(words.len(), 1);
    assert_eq!(words[&first], "Order 250 · Pending");
    let house = house.reopen().await;
    let kept = house.ledger.snapshot(first).await.unwrap().unwrap();
    assert_eq!(kept.kept, look(first, "250", "Pending"), "on the disk");
    assert_eq!(house.ledger.snapshot(second).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_and_what_it_counts_stay_as_they_are() {
    let house = House::new().await;
    let id = event(&house, "a", "250").await;
    indexed(&house.ledger).await;
    let counted = house.ledger.events_since(NOON).await.unwrap();
    house
        .ledger
        .keep_snapshot(look(id, "250", "Pending"))
        .await
        .unwrap();
    indexed(&house.ledger).await;
    assert_eq!(house.ledger.events_since(NOON).await.unwrap(), counted);
    let search = Search {
        conditions: Conditions::new([Condition {
            not: false,
            term: Term::Id("250".into()),
        }]),
        limit: 10,
        patience: std::time::Duration::from_secs(60),
        ..Search::default()
    };
    assert_eq!(house.ledger.search(search).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn the_last_look_at_the_same_resource_is_found() {
    let house = House::new().await;
    let [one, other, two, three] = [
        event(&house, "a", "250").await,
        event(&house, "b", "251").await,
        event(&house, "c", "250").await,
        event(&house, "d", "250").await,
    ];
    let before = |id| house.ledger.facts_before(id, house.store.id, order("250"));
    assert_eq!(before(one).await.unwrap(), None);
    house
        .ledger
        .keep_snapshot(look(one, "250", "Pending"))
        .await
        .unwrap();
    house
        .ledger
        .keep_snapshot(look(other, "251", "Declined"))
        .await
        .unwrap();
    let pending = Some("{\"status\":\"Pending\"}".to_owned());
    assert_eq!(before(two).await.unwrap(), pending);
    house
        .ledger
        .keep_snapshot(look(two, "250", "Shipped"))
        .await
        .unwrap();
    assert_eq!(
        before(two).await.unwrap(),
        pending,
        "looked at again, it is compared with the same"
    );
    let gone = NewSnapshot {
        looked: Looked::Gone,
        facts: "{}".into(),
        body: None,
        ..look(three, "250", "")
    };
    house.ledger.keep_snapshot(gone).await.unwrap();
    let four = event(&house, "e", "250").await;
    assert_eq!(
        before(four).await.unwrap(),
        Some("{\"status\":\"Shipped\"}".to_owned())
    );
    let foreign = house
        .ledger
        .facts_before(four, house.store.id + 1, order("250"));
    assert_eq!(
        foreign.await.unwrap(),
        None,
        "another store's order 250 is another"
    );

    let looks = house.ledger.snapshots(two, 6).await.unwrap();
    let of: Vec<i64> = looks.iter().map(|look| look.kept.event_id).collect();
    assert_eq!(of, [one, two], "oldest first, none after its own");
    assert_eq!(
        house.ledger.snapshots(two, 1).await.unwrap()[0]
            .kept
            .event_id,
        two
    );
    assert!(house.ledger.snapshots(four, 6).await.unwrap().is_empty());

    let since = |at| {
        house
            .ledger
            .looked_since(two, house.store.id, order("250"), at)
    };
    assert!(since(NOON + two).await.unwrap());
    assert!(!since(NOON + 1000).await.unwrap());
    let later = house
        .ledger
        .looked_since(four, house.store.id, order("250"), NOON);
    assert!(
        !later.await.unwrap(),
        "a look for an event before it is none for it"
    );
}

#[tokio::test]
async fn looks_go_with_their_event_and_are_counted_while_they_are_there() {
    let house = House::new().await;
    let bare = {
        event(&house, "a", "250").await;
        bytes(&house).await
    };
    let second = event(&house, "b", "250").await;
    let with_both = bytes(&house).await;
    let large = NewSnapshot {
        body: Some("x".repeat(50_000)),
        ..look(second, "250", "Pending")
    };
    house.ledger.keep_snapshot(large).await.unwrap();
    house
        .ledger
        .keep_snapshot(look(second, "250", "Shipped"))
        .await
        .unwrap();
    let grown = bytes(&house).await - with_both;
    assert!((50_000..52_000).contains(&grown), "{grown}");

    let rule = Retention {
        bytes: Some(bare + 10_000),
        ..Retention::default()
    };
    let expiry = house.ledger.expiry(house.app.id, rule, NOON).await.unwrap();
    let expired = house.ledger.count_expiry(expiry).await.unwrap();
    assert_eq!(
        (expired.events, expired.bytes),
        (2, bytes(&house).await),
        "they count for a limit"
    );

    let expiry = house
        .ledger
        .expiry_of_all(house.app.id, true)
        .await
        .unwrap();
    sweep(&house, expiry).await;
    assert_eq!(in_ledger(&house, "SELECT count(*) FROM snapshot"), 0);
    assert_eq!(in_ledger(&house, "SELECT bytes FROM usage"), 0);
    let lost = house
        .ledger
        .keep_snapshot(look(second, "250", "Pending"))
        .await;
    assert_eq!(lost.unwrap_err(), LedgerError::NotFound, "it came too late");
}

async fn sweep(house: &House, expiry: Expiry) {
    let mut sweep = Sweep::new(expiry, "events removed", NOON);
    while !sweep.ended {
        sweep = house.ledger.sweep(sweep).await.unwrap();
    }
}

#[tokio::test]
async fn a_deleted_app_takes_its_looks_along() {
    let house = House::new().await;
    let id = event(&house, "a", "250").await;
    house
        .ledger
        .keep_snapshot(look(id, "250", "Pending"))
        .await
        .unwrap();
    house
        .ledger
        .set_fetching(house.app.id, Some(NOON))
        .await
        .unwrap();
    house.ledger.delete_app(house.app.id).await.unwrap();
    assert_eq!(in_ledger(&house, "SELECT count(*) FROM snapshot"), 0);
    assert!(house.ledger.fetching().await.unwrap().is_empty());
}

#[tokio::test]
async fn of_many_looks_for_one_event_the_first_and_the_newest_stay() {
    let house = House::new().await;
    let id = event(&house, "a", "250").await;
    let alone = bytes(&house).await;
    for number in 0..40 {
        house
            .ledger
            .keep_snapshot(look(id, "250", &number.to_string()))
            .await
            .unwrap();
    }
    let looks = house.ledger.snapshots(id, 100).await.unwrap();
    let said: Vec<&str> = looks
        .iter()
        .map(|it| it.kept.words.as_deref().unwrap())
        .collect();
    let expected =
        ["0", "33", "34", "35", "36", "37", "38", "39"].map(|it| format!("Order 250 · {it}"));
    assert_eq!(said, expected);
    let grown = bytes(&house).await - alone;
    assert!(grown < 8 * 400, "what went is no longer counted: {grown}");
    let words = house.ledger.words_of(vec![id]).await.unwrap();
    assert_eq!(words[&id], "Order 250 · 39", "the newest speaks");
}

#[tokio::test]
async fn a_look_that_tells_nothing_leaves_the_words() {
    let house = House::new().await;
    let id = event(&house, "a", "250").await;
    house
        .ledger
        .keep_snapshot(look(id, "250", "Pending"))
        .await
        .unwrap();
    let silent = NewSnapshot {
        looked: Looked::Refused,
        words: None,
        body: None,
        ..look(id, "250", "")
    };
    house.ledger.keep_snapshot(silent).await.unwrap();
    let words = house.ledger.words_of(vec![id]).await.unwrap();
    assert_eq!(words[&id], "Order 250 · Pending");
    let newest = house.ledger.snapshot(id).await.unwrap().unwrap();
    assert_eq!(newest.kept.looked, Looked::Refused);
}

#[tokio::test]
async fn fetching_is_off_until_an_app_asks_for_it() {
    let house = House::new().await;
    assert!(house.ledger.fetching().await.unwrap().is_empty());
    house
        .ledger
        .set_fetching(house.app.id, Some(NOON))
        .await
        .unwrap();
    house
        .ledger
        .set_fetching(house.app.id, Some(NOON + 5))
        .await
        .unwrap();
    let house = house.reopen().await;
    let on = house.ledger.fetching().await.unwrap();
    assert_eq!(
        on.get(&house.app.id),
        Some(&NOON),
        "asked for twice, it goes on"
    );
    house.ledger.set_fetching(house.app.id, None).await.unwrap();
    assert!(house.ledger.fetching().await.unwrap().is_empty());
    let nobody = house.ledger.set_fetching(99, Some(NOON)).await;
    assert_eq!(nobody.unwrap_err(), LedgerError::NotFound);
}

#[tokio::test]
async fn the_words_of_a_page_are_one_look_into_indexes() {
    let house = House::new().await;
    let conn = Connection::open(house.file()).unwrap();
    let sql = "EXPLAIN QUERY PLAN SELECT event_id, words FROM snapshot
        WHERE event_id IN (SELECT value FROM json_each('[1,2]')) AND words IS NOT NULL ORDER BY id";
    let mut plan = conn.prepare(sql).unwrap();
    let steps = plan.query_map([], |row| row.get::<_, String>(3)).unwrap();
    let steps: Vec<String> = steps.map(Result::unwrap).collect();
    let said = steps.join("\n");
    assert!(
        said.contains("snapshot_event") && !said.contains("SCAN snapshot"),
        "{said}"
    );
}
