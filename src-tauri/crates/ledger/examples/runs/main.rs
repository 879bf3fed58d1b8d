//! Times what a page asks about runs: `runs FOLDER COUNT` adds runs to the ledger in FOLDER until there
//! are COUNT, the same ones every time, and prints what each of the rounds of every query took in
//! milliseconds, a line of JSON each.

mod seeded;

use std::error::Error;
use std::future::Future;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use patchbay_ledger::{Chart, Ledger, LedgerError, NextRuns, RunCause, RunState, RunsOf};
use seeded::{Place, SPACING, START, add};

type Failure = Box<dyn Error + Send + Sync>;

const ROUNDS: usize = 20;
const PAGE: usize = 100;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, count] = arguments.as_slice() else {
        return Err("usage: runs FOLDER COUNT".into());
    };
    let count = count.parse()?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(run(Path::new(folder), count))
}

async fn run(folder: &Path, count: i64) -> Result<(), Failure> {
    let ledger = Ledger::open(folder)?;
    let place = Arc::new(Place::find(&ledger).await?);
    let newest = ledger.runs(RunsOf::default(), 1).await?;
    let there = newest.first().map_or(0, |run| run.id);
    add(&ledger, &place, there, count).await?;
    lists(&ledger, &place, count).await?;
    figures(&ledger, &place, count).await?;
    ledger.close().await;
    Ok(())
}

async fn lists(ledger: &Ledger, place: &Place, count: i64) -> Result<(), Failure> {
    let newest = START + count * SPACING;
    let all = RunsOf::default;
    let orchestration_id = Some(place.versions[3].published.orchestration_id);
    let dead = vec![RunState::Dead];
    let queries = [
        ("everything", all()),
        (
            "an orchestration",
            RunsOf {
                orchestration_id,
                ..all()
            },
        ),
        (
            "a store",
            RunsOf {
                store_id: Some(place.stores[9]),
                ..all()
            },
        ),
        (
            "a state",
            RunsOf {
                states: vec![RunState::Succeeded],
                ..all()
            },
        ),
        (
            "a rare state",
            RunsOf {
                states: vec![RunState::Unknown],
                ..all()
            },
        ),
        (
            "dead ones of one",
            RunsOf {
                orchestration_id,
                states: dead.clone(),
                ..all()
            },
        ),
        (
            "several states",
            RunsOf {
                states: vec![RunState::Unknown, RunState::Running],
                ..all()
            },
        ),
        (
            "a cause nothing has",
            RunsOf {
                cause: Some(RunCause::Replay),
                ..all()
            },
        ),
        (
            "an old day",
            RunsOf {
                until: Some(START + 86_400_000),
                ..all()
            },
        ),
        (
            "nothing after",
            RunsOf {
                from: Some(newest),
                ..all()
            },
        ),
        (
            "an event",
            RunsOf {
                event_id: Some(7),
                ..all()
            },
        ),
        (
            "everything together",
            RunsOf {
                orchestration_id,
                store_id: Some(place.stores[0]),
                states: dead,
                cause: Some(RunCause::Manual),
                dry: Some(false),
                from: Some(START),
                until: Some(START + 86_400_000),
                ..all()
            },
        ),
    ];
    for (name, of) in queries {
        let ask = || async { Ok(ledger.runs(of.clone(), PAGE).await?.len()) };
        time("list", name, ask).await?;
    }
    Ok(())
}

async fn figures(ledger: &Ledger, place: &Place, count: i64) -> Result<(), Failure> {
    let end = (START + count * SPACING) / 60_000;
    let day = Chart {
        from: end - 1_440,
        step: 60,
        slots: 24,
    };
    let month = Chart {
        from: end - 43_200,
        step: 1_440,
        slots: 30,
    };
    let one = Some(place.versions[3].published.orchestration_id);
    for (name, chart, only) in [
        ("a day of one", day, one),
        ("a day of each", day, None),
        ("30 days of one", month, one),
        ("30 days of each", month, None),
    ] {
        let ask = || async { Ok(ledger.run_chart(chart, only).await?.len()) };
        time("chart", name, ask).await?;
    }
    let asked = NextRuns {
        most: 16,
        per_store: 4,
        not_of: Vec::new(),
        now: START,
    };
    let next = || async { Ok(ledger.next_runs(asked.clone()).await?.len()) };
    time("work", "the next ones", next).await?;
    let tallies = || async { Ok(ledger.run_tallies().await?.len()) };
    time("work", "the tallies", tallies).await?;
    let dead = || async { Ok(ledger.dead_runs().await?.len()) };
    time("work", "dead ones by what went wrong", dead).await?;
    let page = || async { Ok(ledger.runs_of_events((1..100).collect()).await?.len()) };
    time("work", "a page of events", page).await
}

async fn time<F>(kind: &str, name: &str, ask: impl Fn() -> F) -> Result<(), Failure>
where
    F: Future<Output = Result<usize, LedgerError>>,
{
    let mut times = Vec::new();
    let mut rows = 0;
    for _ in 0..ROUNDS {
        let started = Instant::now();
        rows = ask().await?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{{\"kind\":\"{kind}\",\"query\":\"{name}\",\"rows\":{rows},\"ms\":{times:.3?}}}"
    )?;
    Ok(())
}
