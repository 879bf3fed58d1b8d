//! `make bench`: the feed with a million events. What an event costs as the ledger grows, how long
//! searches take, and in the real window: how long it takes to start, how long from an arrival to
//! its row, how long the page goes without drawing while much arrives, and the memory all that
//! needs.
//!
//! `cargo bench --bench feed -- [--events N] [--rounds N]`, in a desktop session with a keychain;
//! figures also go to `target/bench.json`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod address;
mod arguments;
mod deliveries;
#[allow(dead_code)]
#[path = "../window/desk.rs"]
mod desk;
#[path = "../window/driver.rs"]
mod driver;
mod example;
mod json;
#[allow(dead_code)]
mod load;
mod million;
#[allow(dead_code)]
#[path = "../window/page.rs"]
mod page;
#[allow(dead_code)]
#[path = "../window/path.rs"]
mod path;
mod torrent;
mod window;

use std::process::ExitCode;

use arguments::number;
use serde_json::{Map, Value};

pub type Failure = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// Figures by name.
pub type Figures = Map<String, Value>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let events = number(&arguments, "--events", 1_000_000);
    let rounds = number(&arguments, "--rounds", 5);
    match bench(events, rounds) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn bench(events: usize, rounds: usize) -> Result<()> {
    let mut figures = Figures::new();
    let ledgers = million::Ledgers::seed(events)?;
    ledgers.costs(rounds, &mut figures)?;
    ledgers.searches(&mut figures)?;
    json::merge(figures.clone())?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(window::measure(ledgers, rounds, &mut figures))?;
    eprintln!("\nThe feed with {events} events\n");
    for (name, value) in &figures {
        eprintln!("  {name:<28} {value:>10}");
    }
    json::merge(figures)
}

/// The smallest value that `percent` of a hundred do not exceed.
pub fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let at = (values.len() * percent).div_ceil(100).saturating_sub(1);
    values.get(at).copied().unwrap_or(f64::NAN)
}
