//! `make bench`: many stores of the practice BigCommerce, all of them checked. How long that
//! takes, and how much of a store's quota.
//!
//! `cargo bench --bench sweep -- [--stores N]`; needs a keychain; figures also go to `target/bench.json`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod arguments;
mod json;
#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::time::Instant;

use arguments::number;
use patchbay_core::Patchbay;
use patchbay_core::view::{OutcomeKind, SweepProgress, SweepWork};
use serde_json::{Map, Value, json};
use support::many::{add_hooks, installed_on};

pub type Failure = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T, E = Failure> = std::result::Result<T, E>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let stores = number(&arguments, "--stores", 500);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    match runtime.block_on(bench(stores)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

async fn bench(stores: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let began = Instant::now();
    let bench = installed_on(&folder.path().join("home"), stores).await;
    let installed = began.elapsed();
    add_hooks(&bench).await;
    let it = &bench.patchbay;
    let ids: Vec<u32> = it.store_rows().await?.iter().map(|row| row.id).collect();
    it.sweep_stores(&ids[..1], SweepWork::Check, |_| ()).await?;
    let before = left(it, ids[0]).await?;
    let began = Instant::now();
    let mut told = 0;
    let (sender, mut words) = tokio::sync::mpsc::unbounded_channel();
    let tell = move |progress: SweepProgress| {
        let _ = sender.send(progress.done);
    };
    let report = it.sweep_stores(&ids, SweepWork::Check, tell).await?;
    let swept = began.elapsed();
    while words.try_recv().is_ok() {
        told += 1;
    }
    let requests = before.saturating_sub(left(it, ids[0]).await?);
    bench.patchbay.stop().await;
    let well = |kind| kind == OutcomeKind::Well;
    let well = report.outcomes.iter().filter(|it| well(it.kind)).count();
    let figures = [
        ("sweep_stores", json!(stores)),
        ("sweep_hooks", json!(10 * stores)),
        ("sweep_install_s", json::rounded(installed.as_secs_f64())),
        ("sweep_check_s", json::rounded(swept.as_secs_f64())),
        ("sweep_requests_a_store", json!(requests)),
        ("sweep_told", json!(told)),
        ("sweep_well", json!(well)),
    ];
    eprintln!("\nA check of {stores} stores\n");
    for (name, value) in &figures {
        eprintln!("  {name:<28} {value:>10}");
    }
    let named = figures
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    json::merge(named.collect::<Map<String, Value>>())?;
    if well < stores {
        return Err(format!("{} stores were not found well", stores - well).into());
    }
    Ok(())
}

/// What is left of a store's quota, as it was last told.
async fn left(it: &Patchbay, store: u32) -> Result<u32> {
    let health = it.store_health(store).await?;
    Ok(health.quota.map_or(0, |quota| quota.left))
}
