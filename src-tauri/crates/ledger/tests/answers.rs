//! What requests were answered is kept a minute at a time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::time::Duration;

use common::{House, child, child_folder, runtime};
use patchbay_ledger::{AnswerKind, Answers, Chart, Ledger};
use rusqlite::Connection;

const MINUTE: i64 = 29_833_333;
const HOUR: Chart = Chart {
    from: MINUTE,
    step: 1,
    slots: 60,
};

fn acknowledged(ms: &[u64]) -> Answers {
    let mut answers = Answers::default();
    for ms in ms {
        answers.acknowledged(Duration::from_millis(*ms));
    }
    answers
}

fn refused(kind: AnswerKind, times: u32) -> Answers {
    let mut answers = Answers::default();
    (0..times).for_each(|_| answers.note(kind));
    answers
}

fn rows(house: &House) -> i64 {
    let conn = Connection::open(house.file()).unwrap();
    let sql = "SELECT count(*) FROM answered";
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn what_is_added_later_joins_what_is_there() {
    let house = House::new().await;
    let mut first = acknowledged(&[3, 90]);
    first.add(&refused(AnswerKind::Path, 500));
    let minutes = vec![(MINUTE, first.clone()), (MINUTE + 2, acknowledged(&[7]))];
    house.ledger.add_answers(minutes, 0).await.unwrap();
    let house = house.reopen().await;
    let more = refused(AnswerKind::Path, 1);
    let more = vec![(MINUTE, more.clone()), (MINUTE, acknowledged(&[4_000]))];
    house.ledger.add_answers(more, 0).await.unwrap();

    let slots = house.ledger.answers(HOUR).await.unwrap();
    let mut expected = vec![Answers::default(); 60];
    expected[0] = acknowledged(&[3, 90, 4_000]);
    expected[0].add(&refused(AnswerKind::Path, 501));
    expected[2] = acknowledged(&[7]);
    assert_eq!(slots, expected);
    assert_eq!(slots[0].times().longest_us(), 4_000_000);
    assert_eq!(rows(&house), 3, "a row a minute and kind");
}

#[tokio::test]
async fn slots_add_up_the_minutes_in_them_and_no_others() {
    let house = House::new().await;
    let minutes = (-1..=60)
        .map(|minute| (MINUTE + minute, acknowledged(&[5])))
        .collect();
    house.ledger.add_answers(minutes, 0).await.unwrap();
    let chart = Chart {
        step: 15,
        slots: 4,
        ..HOUR
    };
    let slots = house.ledger.answers(chart).await.unwrap();
    let counts: Vec<_> = slots
        .iter()
        .map(|slot| slot.count(AnswerKind::Acknowledged))
        .collect();
    assert_eq!(counts, [15; 4]);
    assert_eq!(slots[0].times().counts().iter().sum::<u32>(), 15);
}

#[tokio::test]
async fn old_minutes_go_when_others_are_added() {
    let house = House::new().await;
    let minutes = (0..10)
        .map(|minute| (MINUTE + minute, refused(AnswerKind::Busy, 1)))
        .collect();
    house.ledger.add_answers(minutes, 0).await.unwrap();
    let oldest = MINUTE + 7;
    house.ledger.add_answers(Vec::new(), oldest).await.unwrap();
    let slots = house.ledger.answers(HOUR).await.unwrap();
    let left = (0..60).filter(|slot| slots[*slot] != Answers::default());
    assert_eq!(left.collect::<Vec<_>>(), [7, 8, 9]);
}

#[tokio::test]
async fn every_kind_is_one_that_the_table_takes() {
    let house = House::new().await;
    let mut all = Answers::default();
    for kind in AnswerKind::ALL {
        all.note(*kind);
    }
    let minutes = vec![(MINUTE, all.clone())];
    house.ledger.add_answers(minutes, 0).await.unwrap();
    assert_eq!(house.ledger.answers(HOUR).await.unwrap()[0], all);
}

#[tokio::test]
async fn damaged_times_leave_the_counts() {
    let house = House::new().await;
    let minutes = vec![(MINUTE, acknowledged(&[5]))];
    house.ledger.add_answers(minutes, 0).await.unwrap();
    let conn = Connection::open(house.file()).unwrap();
    conn.execute("UPDATE answered SET times = x'80'", [])
        .unwrap();
    let slot = house.ledger.answers(HOUR).await.unwrap().remove(0);
    assert_eq!(slot.count(AnswerKind::Acknowledged), 1);
    assert!(slot.times().counts().is_empty());
}

#[test]
fn what_was_added_survives_a_kill() {
    if child_folder().is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut process = child("adds_until_it_is_killed", folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let added = lines
        .map_while(Result::ok)
        .filter(|line| line.ends_with("added."))
        .take(20)
        .count();
    process.kill().unwrap();
    process.wait().unwrap();
    assert_eq!(added, 20);
    let there = runtime().block_on(async {
        let ledger = Ledger::open(folder.path()).unwrap();
        ledger.answers(HOUR).await.unwrap().remove(0)
    });
    let count = there.count(AnswerKind::Acknowledged);
    assert!(count >= 40, "{count} of 40");
    assert_eq!(there.times().counts().iter().sum::<u32>(), count);
}

#[test]
fn adds_until_it_is_killed() {
    let Some(folder) = child_folder() else { return };
    runtime().block_on(async {
        let ledger = Ledger::open(&folder).unwrap();
        loop {
            let minutes = vec![(MINUTE, acknowledged(&[5, 80]))];
            ledger.add_answers(minutes, 0).await.unwrap();
            writeln!(std::io::stdout(), "added.").unwrap();
        }
    });
}
