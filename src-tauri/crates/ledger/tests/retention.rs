//! Rules let go of what they say and nothing else, in slices that arrivals pass between.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

use common::{House, NOON, app_and_store, child, child_folder, delivery, page, runtime};
use patchbay_ledger::{Expired, Expiry, Ledger, NewDelivery, Retention, Sweep};
use rusqlite::Connection;
use tokio::task::JoinSet;

const DAY: i64 = 86_400_000;

/// One event a day, the first a hundred days before noon, with bodies of a kilobyte.
async fn fill(house: &House) {
    for number in 0..100 {
        house.ledger.record(daily(house, number)).await.unwrap();
    }
}

fn daily(house: &House, number: i64) -> NewDelivery {
    NewDelivery {
        received_at: NOON - (100 - number) * DAY,
        body: vec![b'x'; 1000].into(),
        ..house.delivery(format!("o{number}"))
    }
}

async fn run(ledger: &Ledger, expiry: Expiry) -> i64 {
    let mut sweep = Sweep::new(expiry, "events removed", NOON);
    while !sweep.ended {
        sweep = ledger.sweep(sweep).await.unwrap();
    }
    sweep.gone
}

async fn apply(house: &House, rule: Retention) -> (Expired, Vec<i64>) {
    let expiry = house.ledger.expiry(house.app.id, rule, NOON).await.unwrap();
    let said = house.ledger.count_expiry(expiry).await.unwrap();
    let before = house.ledger.usage().await.unwrap()[0];
    assert_eq!(run(&house.ledger, expiry).await, said.events, "as was said");
    let after = house.ledger.usage().await.unwrap();
    let left = after.first().map_or(0, |usage| usage.bytes);
    assert_eq!(before.bytes - left, said.bytes, "bytes as was said");
    let mut ids: Vec<i64> = page(&house.ledger, None, 1000)
        .await
        .iter()
        .map(|row| row.id)
        .collect();
    ids.reverse();
    (said, ids)
}

#[tokio::test]
async fn everything_is_kept_by_default() {
    let house = House::new().await;
    fill(&house).await;
    let rule = house.ledger.retention(house.app.id).await.unwrap();
    assert!(rule.is_everything());
    let (said, left) = apply(&house, rule).await;
    assert_eq!((said, left.len()), (Expired::default(), 100));
}

#[tokio::test]
async fn an_age_lets_go_of_what_is_older() {
    let house = House::new().await;
    fill(&house).await;
    let rule = Retention {
        age: Some(30 * DAY),
        ..Retention::default()
    };
    let (said, left) = apply(&house, rule).await;
    assert_eq!((said.events, said.deliveries), (70, 70));
    assert_eq!(said.latest, Some(NOON - 31 * DAY));
    assert_eq!(left, (71..=100).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_number_keeps_the_newest() {
    let house = House::new().await;
    fill(&house).await;
    let rule = Retention {
        events: Some(25),
        ..Retention::default()
    };
    let (said, left) = apply(&house, rule).await;
    assert_eq!((said.events, left), (75, (76..=100).collect()));
}

#[tokio::test]
async fn a_size_keeps_the_newest_that_take_so_much() {
    let house = House::new().await;
    fill(&house).await;
    let each = house.ledger.usage().await.unwrap()[0].bytes / 100;
    let rule = Retention {
        bytes: Some(each * 40 + 17),
        ..Retention::default()
    };
    let (said, left) = apply(&house, rule).await;
    assert_eq!((said.events, said.bytes), (60, each * 60));
    assert_eq!(left, (61..=100).collect::<Vec<_>>());
    let (again, _) = apply(&house, rule).await;
    assert_eq!(again, Expired::default(), "nothing more goes");
}

#[tokio::test]
async fn whichever_limit_comes_first_counts() {
    let house = House::new().await;
    fill(&house).await;
    let rule = Retention {
        age: Some(30 * DAY),
        events: Some(80),
        ..Retention::default()
    };
    assert_eq!(apply(&house, rule).await.1.len(), 30);
}

#[tokio::test]
async fn marked_events_stay_unless_the_user_says_otherwise() {
    let house = House::new().await;
    fill(&house).await;
    house.ledger.pin(vec![1], true).await.unwrap();
    house.ledger.label(vec![2], "bug 7", true).await.unwrap();
    house.ledger.write_note(3, "look again").await.unwrap();
    let rule = Retention {
        events: Some(10),
        ..Retention::default()
    };
    let (said, left) = apply(&house, rule).await;
    assert_eq!((said.events, said.kept), (87, 3));
    assert_eq!(left[..4], [1, 2, 3, 91]);
    let (said, left) = apply(
        &house,
        Retention {
            marked_too: true,
            ..rule
        },
    )
    .await;
    assert_eq!((said.events, said.kept, left[0]), (3, 0, 91));
}

#[tokio::test]
async fn a_mark_made_after_the_event_was_found_saves_it() {
    let house = House::new().await;
    fill(&house).await;
    let expiry = house
        .ledger
        .expiry_of_all(house.app.id, false)
        .await
        .unwrap();
    house.ledger.pin(vec![50], true).await.unwrap();
    assert_eq!(run(&house.ledger, expiry).await, 99);
}

#[tokio::test]
async fn other_apps_and_later_events_are_left_alone() {
    let house = House::new().await;
    let (other, store) = app_and_store(&house.ledger, "key-b", "zzz").await;
    fill(&house).await;
    let theirs = delivery(other.id, store.id, "b1");
    house.ledger.record(theirs).await.unwrap();
    let expiry = house
        .ledger
        .expiry_of_all(house.app.id, true)
        .await
        .unwrap();
    house.ledger.record(house.delivery("late")).await.unwrap();
    assert_eq!(run(&house.ledger, expiry).await, 100);
    assert_eq!(page(&house.ledger, None, 10).await.len(), 2);
}

#[tokio::test]
async fn the_history_says_how_many_went_and_nothing_else() {
    let house = House::new().await;
    for number in 0..700 {
        house
            .ledger
            .record(house.delivery(format!("o{number}")))
            .await
            .unwrap();
    }
    let expiry = house
        .ledger
        .expiry_of_all(house.app.id, false)
        .await
        .unwrap();
    run(&house.ledger, expiry).await;
    let history = house.ledger.history(Some(house.app.id), 10).await.unwrap();
    let lines: Vec<_> = history
        .iter()
        .map(|it| (&it.what[..], &it.detail[..]))
        .collect();
    assert_eq!(lines, [("events removed", "700")]);
}

#[tokio::test]
async fn an_event_of_many_deliveries_goes_in_slices_too() {
    let house = House::new().await;
    for _ in 0..900 {
        house.ledger.record(house.delivery("same")).await.unwrap();
    }
    let expiry = house
        .ledger
        .expiry_of_all(house.app.id, false)
        .await
        .unwrap();
    let mut sweep = Sweep::new(expiry, "events removed", NOON);
    let mut slices = 0;
    while !sweep.ended {
        sweep = house.ledger.sweep(sweep).await.unwrap();
        slices += 1;
    }
    assert_eq!(sweep.gone, 1);
    assert!(slices >= 4, "{slices} slices");
    assert_eq!(house.ledger.usage().await.unwrap(), []);
    assert_eq!(house.ledger.feed_head().await.unwrap().total, 0);
}

#[tokio::test]
async fn rules_and_what_was_asked_go_with_their_app() {
    let house = House::new().await;
    let rule = Retention {
        bytes: Some(1),
        marked_too: true,
        ..Retention::default()
    };
    house
        .ledger
        .set_retention(house.app.id, rule)
        .await
        .unwrap();
    house.ledger.ask_clearing(house.app.id, true).await.unwrap();
    let house = house.reopen().await;
    assert_eq!(house.ledger.retention(house.app.id).await.unwrap(), rule);
    let asked = house.ledger.clearing(house.app.id).await.unwrap().unwrap();
    assert!(asked.marked_too);
    house
        .ledger
        .end_clearing(house.app.id, asked)
        .await
        .unwrap();
    assert_eq!(house.ledger.clearing(house.app.id).await.unwrap(), None);
    house
        .ledger
        .set_retention(house.app.id, Retention::default())
        .await
        .unwrap();
    assert!(
        house
            .ledger
            .retention(house.app.id)
            .await
            .unwrap()
            .is_everything()
    );
    house.ledger.delete_app(house.app.id).await.unwrap();
    assert!(
        house
            .ledger
            .set_retention(house.app.id, rule)
            .await
            .is_err()
    );
}

/// A slice has a place in the order of changes, and so has an arrival: between those that were
/// asked for when a delivery was queued and its own place there may be none.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_arrival_waits_for_one_slice_at_most() {
    let house = House::new().await;
    let (quiet, store) = app_and_store(&house.ledger, "key-b", "zzz").await;
    let mut filling = JoinSet::new();
    for number in 0..6_000 {
        let (ledger, sent) = (house.ledger.clone(), house.delivery(format!("o{number}")));
        filling.spawn(async move { ledger.record(sent).await.map(drop) });
        if number % 1000 == 999 {
            while let Some(done) = filling.join_next().await {
                done.unwrap().unwrap();
            }
        }
    }
    let (answered, over) = (
        Arc::new(AtomicI64::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let sweeping = {
        let (ledger, app_id) = (house.ledger.clone(), house.app.id);
        let (answered, over) = (Arc::clone(&answered), Arc::clone(&over));
        tokio::spawn(async move {
            let expiry = ledger.expiry_of_all(app_id, true).await.unwrap();
            let mut sweep = Sweep::new(expiry, "events removed", NOON);
            while !sweep.ended {
                sweep = ledger.sweep(sweep).await.unwrap();
                answered.fetch_add(1, Ordering::SeqCst);
            }
            over.store(true, Ordering::SeqCst);
            sweep.gone
        })
    };
    let mut arrivals = JoinSet::new();
    for waiter in 0..16 {
        let (ledger, answered, over) = (
            house.ledger.clone(),
            Arc::clone(&answered),
            Arc::clone(&over),
        );
        arrivals.spawn(async move {
            let mut seen = Vec::new();
            for number in 0.. {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                let sent = delivery(quiet.id, store.id, format!("{waiter}-{number}"));
                let before = answered.load(Ordering::SeqCst);
                seen.push((before, ledger.record(sent).await.unwrap().seq));
            }
            seen
        });
    }
    let seen: Vec<(i64, i64)> = arrivals.join_all().await.into_iter().flatten().collect();
    assert_eq!(sweeping.await.unwrap(), 6_000);
    assert!(seen.len() > 100, "{} arrivals during the sweep", seen.len());
    let slices = slices(&house);
    assert!(slices.len() >= 24, "{} slices", slices.len());
    for (before, seq) in seen {
        let passed = slices.iter().filter(|slice| **slice < seq).count() as i64;
        assert!(
            passed <= before + 1,
            "{passed} slices before {seq}, {before} when it was queued"
        );
    }
}

fn slices(house: &House) -> Vec<i64> {
    let conn = Connection::open(house.file()).unwrap();
    let mut found = conn.prepare("SELECT DISTINCT seq FROM removed").unwrap();
    let rows = found.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_sweep_that_was_killed_is_finished_by_the_next() {
    if child_folder().is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let rule = Retention {
        events: Some(500),
        ..Retention::default()
    };
    let app_id = runtime().block_on(async {
        let ledger = Ledger::open(folder.path()).unwrap();
        let (app, store) = app_and_store(&ledger, "key-a", "h").await;
        let mut filling = JoinSet::new();
        for number in 0..4_000 {
            let (ledger, sent) = (
                ledger.clone(),
                delivery(app.id, store.id, format!("o{number}")),
            );
            filling.spawn(async move { ledger.record(sent).await.unwrap() });
        }
        filling.join_all().await;
        ledger.set_retention(app.id, rule).await.unwrap();
        ledger.close().await;
        app.id
    });
    let mut said = 0;
    for slices in [2, 5] {
        let mut process = child("sweeps_until_it_is_killed", folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let told = lines
            .map_while(Result::ok)
            .filter(|line| line.starts_with("gone"));
        assert_eq!(told.take(slices).count(), slices);
        process.kill().unwrap();
        process.wait().unwrap();
        said += slices;
    }
    runtime().block_on(async {
        let ledger = Ledger::open(folder.path()).unwrap();
        let left = ledger.feed_head().await.unwrap().total;
        let counted = page(&ledger, None, 1 << 20).await.len() as i64;
        assert_eq!(left, counted);
        assert!(
            (500..4_000 - said as i64).contains(&left),
            "{left} are left"
        );
        let expiry = ledger.expiry(app_id, rule, NOON).await.unwrap();
        run(&ledger, expiry).await;
        assert_eq!(ledger.feed_head().await.unwrap().total, 500);
        let usage = ledger.usage().await.unwrap()[0];
        assert_eq!((usage.events, usage.deliveries), (500, 500));
        let history = ledger.history(Some(app_id), 10).await.unwrap();
        let noted: i64 = history
            .iter()
            .map(|it| it.detail.parse::<i64>().unwrap())
            .sum();
        assert_eq!(noted, 3_500, "every event that went is noted once");
        ledger.close().await;
    });
}

#[test]
fn sweeps_until_it_is_killed() {
    let Some(folder) = child_folder() else { return };
    runtime().block_on(async {
        let ledger = Ledger::open(&folder).unwrap();
        let app = ledger.apps().await.unwrap().remove(0);
        let rule = ledger.retention(app.id).await.unwrap();
        let expiry = ledger.expiry(app.id, rule, NOON).await.unwrap();
        let mut sweep = Sweep::new(expiry, "events removed", NOON);
        while !sweep.ended {
            sweep = ledger.sweep(sweep).await.unwrap();
            writeln!(std::io::stdout(), "\ngone {}", sweep.gone).unwrap();
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_free_is_given_back_to_the_disk() {
    let house = House::new().await;
    fill(&house).await;
    for number in 100..1_000 {
        house.ledger.record(daily(&house, number)).await.unwrap();
    }
    house.ledger.checkpoint().await;
    let full = std::fs::metadata(house.file()).unwrap().len();
    let expiry = house
        .ledger
        .expiry_of_all(house.app.id, true)
        .await
        .unwrap();
    run(&house.ledger, expiry).await;
    let free = house.ledger.free().await.unwrap();
    assert!(free > full as i64 / 2, "{free} of {full} bytes are free");
    let mut slices = 0;
    while house.ledger.give_back().await.unwrap() > 0 {
        slices += 1;
    }
    assert!(slices > 1, "{slices} slices for {free} bytes");
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        house.ledger.checkpoint().await;
        let left = std::fs::metadata(house.file()).unwrap().len();
        if left < full / 2 {
            break;
        }
        assert!(Instant::now() < deadline, "{left} of {full} bytes are left");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
