//! Searches find exactly what looking at every event finds, whether the index has everything, is
//! behind, or cannot be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::HashMap;
use std::time::Duration;

use common::{House, NOON};
use patchbay_ledger::{
    Condition, Conditions, EventRow, Ledger, NewDelivery, NewSnapshot, Origin, Search, Term,
    Verdict,
};

const HOUR: i64 = 3_600_000;
const EVENTS: i64 = 700;

/// What was recorded of each event, newest first.
struct Told {
    row: EventRow,
    texts: Vec<String>,
}

async fn fill(house: &House) {
    let (app, store) = common::app_and_store(&house.ledger, "key-b", "zzz").await;
    for number in 0..EVENTS {
        let other = number % 3 == 0;
        let (app_id, store_id) = if other {
            (app.id, store.id)
        } else {
            (house.app.id, house.store.id)
        };
        let sent = shape(
            common::delivery(app_id, store_id, format!("o{number}")),
            number,
        );
        let recorded = house.ledger.record(sent.clone()).await.unwrap();
        say(&house.ledger, recorded.event_id, number).await;
        if number % 10 == 0 {
            let again = NewDelivery {
                body: format!("{{\"again\":\"Żółw {number}\"}}").into(),
                ..sent
            };
            house.ledger.record(again).await.unwrap();
        }
    }
}

/// What became of its resource, twice, and notes, some of which are taken off again.
async fn say(ledger: &Ledger, event_id: i64, number: i64) {
    if number % 13 == 0 {
        for words in ["is Waiting for Łukasz", "moved from Waiting to Shipped"] {
            let look = NewSnapshot {
                words: Some(format!("Order {number} {words}")),
                ..common::look(event_id)
            };
            ledger.keep_snapshot(look).await.unwrap();
        }
    }
    if number % 17 == 0 {
        ledger.write_note(event_id, "Ask Żaneta").await.unwrap();
    }
    if number % 34 == 0 {
        ledger.write_note(event_id, "").await.unwrap();
    }
}

fn shape(mut sent: NewDelivery, number: i64) -> NewDelivery {
    sent.verdict = Verdict::ALL[number as usize % 5];
    sent.origin = Origin::ALL[number as usize % 4];
    sent.received_at = NOON + number * HOUR / 20;
    sent.event.trigger = (number % 4 != 0).then(|| format!("trigger_{}", number % 4));
    sent.event.resource_type = if number % 2 == 0 { "order" } else { "cart" }.into();
    sent.event.resource_id = (number % 50).to_string();
    sent.event.extra_id = (number % 7 == 0).then(|| format!("refund_%{number}"));
    sent.body = format!("{{\"id\":{number},\"text\":\"100% \\\"Łąka\\\" _{number}_\"}}").into();
    sent.headers = vec![
        ("User-Agent".into(), b"BigCommerce-Webhook/2".to_vec()),
        ("webhook-id".into(), format!("msg-{number}").into_bytes()),
        ("X-Kind".into(), format!("kind {}", number % 3).into_bytes()),
    ];
    sent
}

async fn told(ledger: &Ledger) -> Vec<Told> {
    let mut all = Vec::new();
    for row in common::page(ledger, None, usize::MAX).await {
        let mut texts = Vec::new();
        for delivery in ledger.deliveries(row.id).await.unwrap() {
            let body = ledger.body(delivery.id).await.unwrap().unwrap();
            texts.push(String::from_utf8_lossy(&body).into_owned());
            for (name, value) in delivery.headers {
                texts.push(format!("{name}: {}", String::from_utf8_lossy(&value)));
            }
        }
        texts.extend(ledger.words_of(vec![row.id]).await.unwrap().into_values());
        texts.push(ledger.note(row.id).await.unwrap());
        all.push(Told { row, texts });
    }
    all
}

/// Every page of a search, with so little patience that most pages are parts of one.
async fn every(ledger: &Ledger, conditions: &[Condition], limit: usize) -> Vec<i64> {
    let mut found = Vec::new();
    let mut before = None;
    let mut searched = 0.0;
    loop {
        let search = Search {
            conditions: Conditions::new(conditions.to_vec()),
            before,
            limit,
            patience: Duration::ZERO,
        };
        let part = ledger.search(search).await.unwrap();
        assert!(part.rows.len() <= limit && part.searched >= searched && part.searched <= 1.0);
        searched = part.searched;
        found.extend(part.rows.iter().map(|row| row.id));
        let Some(next) = part.next else { break };
        assert!(before.is_none_or(|before| next < before), "no headway");
        before = Some(next);
    }
    found
}

fn looking(all: &[Told], conditions: &[Condition]) -> Vec<i64> {
    let meets = |told: &&Told| {
        let holding = |term: &Term| holds(term, told);
        let denied = conditions.iter().any(|it| it.not && holding(&it.term));
        let wanted: Vec<&Term> = conditions
            .iter()
            .filter(|it| !it.not)
            .map(|it| &it.term)
            .collect();
        !denied
            && wanted.iter().all(|term| {
                let alternatives = !matches!(
                    term,
                    Term::Text(_) | Term::After(_) | Term::Before(_) | Term::Label(_)
                );
                let kind = std::mem::discriminant(*term);
                holding(term)
                    || (alternatives
                        && wanted
                            .iter()
                            .any(|it| std::mem::discriminant(*it) == kind && holding(it)))
            })
    };
    all.iter().filter(meets).map(|told| told.row.id).collect()
}

fn holds(term: &Term, Told { row, texts }: &Told) -> bool {
    match term {
        Term::App(id) => row.app_id == *id,
        Term::Store(id) => row.store_id == *id,
        Term::Trigger(id) => row.trigger.as_deref() == Some(id),
        Term::Resource(kind) => row.resource_type == *kind,
        Term::Id(id) => row.resource_id == *id || row.extra_id.as_deref() == Some(id),
        Term::Verdict(verdict) => row.verdict == *verdict,
        Term::Origin(origin) => row.origin == *origin,
        Term::Duplicate => row.deliveries > 1,
        Term::Pinned => row.pinned,
        Term::Noted => row.noted,
        Term::Imported => row.imported,
        Term::Label(label) => row.labels.contains(label),
        Term::After(at) => row.first_at >= *at,
        Term::Before(at) => row.first_at < *at,
        Term::Text(text) => texts
            .iter()
            .any(|it| it.to_lowercase().contains(&text.to_lowercase())),
    }
}

fn questions(house: &House) -> Vec<Vec<Condition>> {
    let texts = [
        "o1",
        "1",
        "_",
        "%",
        "zz",
        "ż",
        "żół",
        "ŁĄKA",
        "\"łąka\"",
        "100% \\\"",
        "' OR 1=1 --",
        "AND",
        "NEAR(a b)",
        "*",
        "webhook",
        "user-agent: big",
        "msg-69",
        "kind 2",
        "absent",
        "msg-1\0",
        "again",
        "refund",
        "to shipped",
        "łukasz",
        "żaneta",
        "ża",
    ];
    let mut terms: Vec<Term> = texts.map(|text| Term::Text(text.into())).into();
    terms.extend([
        Term::App(house.app.id),
        Term::App(999),
        Term::Store(house.store.id),
        Term::Trigger("trigger_1".into()),
        Term::Trigger("trigger_2".into()),
        Term::Resource("order".into()),
        Term::Id("17".into()),
        Term::Id("refund_%49".into()),
        Term::Id("nothing".into()),
        Term::Verdict(Verdict::Verified),
        Term::Verdict(Verdict::Quarantined),
        Term::Origin(Origin::Test),
        Term::Duplicate,
        Term::Pinned,
        Term::After(NOON + 10 * HOUR + 7),
        Term::Before(NOON + 20 * HOUR - 7),
    ]);
    let yes = |term: &Term| Condition {
        not: false,
        term: term.clone(),
    };
    let no = |term: &Term| Condition {
        not: true,
        term: term.clone(),
    };
    let mut all = vec![vec![]];
    for (at, term) in terms.iter().enumerate() {
        let (near, far) = (
            &terms[(at + 1) % terms.len()],
            &terms[(at * 7 + 3) % terms.len()],
        );
        all.push(vec![yes(term)]);
        all.push(vec![no(term)]);
        all.push(vec![yes(term), yes(near)]);
        all.push(vec![yes(term), no(far)]);
        all.push(vec![yes(far), yes(term), no(near)]);
    }
    all
}

async fn compare(house: &House, when: &str) {
    let all = told(&house.ledger).await;
    let mut seen: HashMap<bool, usize> = HashMap::new();
    for conditions in questions(house) {
        let expected = looking(&all, &conditions);
        for limit in [7, 10_000] {
            let found = every(&house.ledger, &conditions, limit).await;
            assert_eq!(found, expected, "{when}: {conditions:?}");
        }
        *seen.entry(expected.is_empty()).or_default() += 1;
    }
    assert!(
        seen[&true] > 20 && seen[&false] > 90,
        "one-sided questions: {seen:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn with_everything_indexed() {
    let house = House::new().await;
    fill(&house).await;
    common::indexed(&house.ledger).await;
    compare(&house, "indexed").await;
}

/// The index follows soon: on a busy machine it may have caught up meanwhile.
async fn fall_behind(house: &House) {
    for nth in 0..100 {
        let late = house.delivery(format!("late {nth}"));
        house.ledger.record(late).await.unwrap();
        if house.ledger.indexed() < house.ledger.feed_head().await.unwrap().seq {
            return;
        }
    }
    panic!("the index is never behind");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_index_is_behind() {
    let house = House::new().await;
    fill(&house).await;
    common::indexed(&house.ledger).await;
    let again = common::delivery(house.app.id, house.store.id, "o1");
    house.ledger.record(shape(again, 1)).await.unwrap();
    house
        .ledger
        .record(house.delivery("brand new"))
        .await
        .unwrap();
    for delivery in house.ledger.deliveries(20).await.unwrap() {
        let verdict = Verdict::Quarantined;
        house.ledger.reverify(delivery.id, verdict).await.unwrap();
    }
    let rows = common::page(&house.ledger, None, usize::MAX).await;
    for (at, number) in [(3, 17), (99, 26), (300, 34), (500, 13 * 17)] {
        say(&house.ledger, rows[at].id, number).await;
    }
    let question = [Condition {
        not: false,
        term: Term::Text("brand new".into()),
    }];
    assert_eq!(every(&house.ledger, &question, 10).await.len(), 1);
    fall_behind(&house).await;
    compare(&house, "behind, then catching up").await;
    common::indexed(&house.ledger).await;
    compare(&house, "caught up").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_index() {
    let house = House::new().await;
    fill(&house).await;
    let house = house.unindexed().await;
    compare(&house, "without").await;
    assert_eq!(house.ledger.indexed(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_is_damaged_old_or_ahead_is_made_anew() {
    let mut house = House::new().await;
    fill(&house).await;
    common::indexed(&house.ledger).await;
    let file = house.folder.path().join("index.db");
    let question = [Condition {
        not: false,
        term: Term::Text("msg-69".into()),
    }];
    let expected = every(&house.ledger, &question, 50).await;
    assert_eq!(expected.len(), 11);
    for damage in [
        "UPDATE progress SET cursor = 1000000",
        "PRAGMA user_version = 99",
        "",
    ] {
        let folder = house.folder;
        house.ledger.close().await;
        if damage.is_empty() {
            std::fs::write(
                &file,
                b"this is no database, and longer than a header of one",
            )
            .unwrap();
        } else {
            let conn = rusqlite::Connection::open(&file).unwrap();
            conn.execute_batch(damage).unwrap();
        }
        house = House {
            ledger: Ledger::open(folder.path()).unwrap(),
            folder,
            ..house
        };
        assert_eq!(
            every(&house.ledger, &question, 50).await,
            expected,
            "{damage}"
        );
        common::indexed(&house.ledger).await;
        assert_eq!(
            every(&house.ledger, &question, 50).await,
            expected,
            "{damage}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tail_is_judged_as_a_search_is() {
    let house = House::new().await;
    fill(&house).await;
    let all = told(&house.ledger).await;
    for conditions in questions(&house) {
        let sorted = Conditions::new(conditions.clone());
        let judged = house.ledger.feed_judged(sorted, 0, 10_000).await.unwrap();
        assert_eq!(judged.len(), all.len());
        let mut found: Vec<i64> = judged
            .into_iter()
            .filter(|(_, meets)| *meets)
            .map(|(row, _)| row.id)
            .collect();
        found.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!(found, looking(&all, &conditions), "{conditions:?}");
    }
}
