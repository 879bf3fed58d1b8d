//! The shape of payloads, learnt by the index.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::time::Duration;

use bytes::Bytes;
use common::{House, NOON, indexed};
use patchbay_ledger::{NewDelivery, Origin, SHAPE_CAP, ShapeField, Verdict};

async fn taught(house: &House, bodies: &[(&str, Verdict, Origin)]) -> Vec<(String, i64)> {
    for (at, (body, verdict, origin)) in bodies.iter().enumerate() {
        let sent = NewDelivery {
            body: Bytes::from((*body).to_owned()),
            verdict: *verdict,
            origin: *origin,
            received_at: NOON + at as i64,
            ..house.delivery(format!("taught {at}"))
        };
        house.ledger.record(sent).await.unwrap();
    }
    indexed(&house.ledger).await;
    shape(house).await
}

async fn shape(house: &House) -> Vec<(String, i64)> {
    let trigger = "order_created".to_owned();
    let fields = house.ledger.shape(house.app.id, trigger).await.unwrap();
    let told = fields.into_iter();
    told.map(|it| (format!("{}: {}", it.path, it.kind.word()), it.events))
        .collect()
}

#[tokio::test]
async fn payloads_teach_their_shape_where_bigcommerce_sent_them() {
    let house = House::new().await;
    let bodies = [
        (r#"{"id":1}"#, Verdict::Verified, Origin::Live),
        (
            r#"{"id":"x","a":[{"b":null}]}"#,
            Verdict::VerifiedStale,
            Origin::Recovered,
        ),
        (r#"{"forged":1}"#, Verdict::Quarantined, Origin::Live),
        (r#"{"unsigned":1}"#, Verdict::ByHeader, Origin::Live),
        (r#"{"made":1}"#, Verdict::Verified, Origin::Test),
        ("no JSON", Verdict::Verified, Origin::Live),
    ];
    let known = taught(&house, &bodies).await;
    let expected = [
        (": object", 2),
        ("a: array", 1),
        ("a[]: object", 1),
        ("a[].b: null", 1),
        ("id: number", 1),
        ("id: string", 1),
    ];
    assert_eq!(
        known,
        expected.map(|(field, events)| (field.to_owned(), events))
    );
    house
        .ledger
        .record(house.delivery("taught 0"))
        .await
        .unwrap();
    indexed(&house.ledger).await;
    assert_eq!(shape(&house).await, known, "a retry teaches nothing");
    house.ledger.remake_index();
    tokio::time::sleep(Duration::from_millis(50)).await;
    indexed(&house.ledger).await;
    assert_eq!(shape(&house).await, known, "made anew it is the same");
}

#[tokio::test]
async fn an_event_teaches_once_it_is_proved_and_only_what_is() {
    let house = House::new().await;
    let sent = |body: &'static str, verdict: Verdict| NewDelivery {
        body: Bytes::from(body),
        verdict,
        ..house.delivery("one")
    };
    let forged = sent(r#"{"forged":1}"#, Verdict::Quarantined);
    house.ledger.record(forged).await.unwrap();
    let locked = sent(r#"{"id":1}"#, Verdict::Unverified);
    let locked = house.ledger.record(locked).await.unwrap();
    indexed(&house.ledger).await;
    assert_eq!(shape(&house).await, []);

    let verdict = Verdict::Verified;
    house
        .ledger
        .reverify(locked.delivery_id, verdict)
        .await
        .unwrap();
    indexed(&house.ledger).await;
    let known = shape(&house).await;
    assert_eq!(
        known,
        [(": object".to_owned(), 1), ("id: number".to_owned(), 1)]
    );

    let stale = Verdict::VerifiedStale;
    house
        .ledger
        .reverify(locked.delivery_id, stale)
        .await
        .unwrap();
    indexed(&house.ledger).await;
    assert_eq!(shape(&house).await, known, "it was proved before");
}

#[tokio::test]
async fn a_payload_counts_once_for_a_path_of_several_types() {
    let house = House::new().await;
    let mixed = r#"{"a":[1,"x",null]}"#;
    let (verified, live) = (Verdict::Verified, Origin::Live);
    let bodies = [(mixed, verified, live), (r#"{"a":["x"]}"#, verified, live)];
    taught(&house, &bodies).await;
    let trigger = "order_created".to_owned();
    let fields = house.ledger.shape(house.app.id, trigger).await.unwrap();
    let items = fields.iter().filter(|it| it.path == "a[]");
    let counts = |it: &ShapeField| (it.events, it.payloads);
    let (events, payloads): (Vec<i64>, Vec<i64>) = items.map(counts).unzip();
    assert_eq!(events.iter().sum::<i64>(), 4);
    assert_eq!(payloads.iter().sum::<i64>(), 2);
}

#[tokio::test]
async fn a_trigger_has_so_many_fields_and_no_more() {
    let house = House::new().await;
    let many = |first: usize| {
        let fields: Vec<String> = (first..first + 150)
            .map(|at| format!("\"f{at}\":1"))
            .collect();
        format!("{{{}}}", fields.join(","))
    };
    let bodies: Vec<String> = (0..5).map(|at| many(at * 150)).collect();
    let bodies: Vec<_> = bodies
        .iter()
        .map(|body| (body.as_str(), Verdict::Verified, Origin::Live))
        .collect();
    let known = taught(&house, &bodies).await;
    assert_eq!(known.len(), SHAPE_CAP);
    assert_eq!(known[0], (": object".to_owned(), 5));
}
