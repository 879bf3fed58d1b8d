//! `make bench`: durable acknowledgements per second, beside the least that could give them.
//!
//! Patchbay and a bare hyper + SQLite floor (`crates/ledger/examples/floor.rs`) take the same
//! signed deliveries in alternating rounds of one run, each round with a fresh process and folder,
//! so that what the machine does meanwhile falls on both. Then Patchbay is killed in the middle of
//! bursts, and what it had acknowledged is looked for.
//!
//! `cargo bench --bench acks -- [--rounds N] [--kills N] [--case NAME]`; figures also go to
//! `target/bench.json`, unless only one case was asked for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod address;
mod arguments;
mod contender;
mod deliveries;
mod example;
mod figures;
mod json;
mod kills;
mod load;
mod patchbay;
mod report;
#[path = "../support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::process::ExitCode;

use arguments::{number, word};
use contender::Contender;
use figures::Figures;
use load::Round;

pub type Failure = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// One way to load a server.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// What its figures are called: `acks_` and this.
    pub name: &'static str,
    pub connections: usize,
    /// Bytes of a body.
    pub size: usize,
    /// Deliveries of a round.
    pub count: u64,
}

const CASES: [Case; 4] = [
    Case {
        name: "c1",
        connections: 1,
        size: 180,
        count: 1_000,
    },
    Case {
        name: "c16",
        connections: 16,
        size: 180,
        count: 30_000,
    },
    Case {
        name: "c64",
        connections: 64,
        size: 180,
        count: 30_000,
    },
    Case {
        name: "64k_c16",
        connections: 16,
        size: 64 * 1024,
        count: 1_500,
    },
];
const WARM_UP: u64 = 300;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        [serve, folder] if serve == contender::SERVE => patchbay::serve(&PathBuf::from(folder)),
        _ => bench(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn bench(arguments: &[String]) -> Result<()> {
    let rounds = number(arguments, "--rounds", 5);
    let kills = number(arguments, "--kills", 30);
    let cases = cases(word(arguments, "--case"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let contenders = [contender::floor()?, contender::patchbay()?];
        let mut figures = Figures::default();
        for round in 0..rounds {
            for turn in 0..contenders.len() {
                let contender = &contenders[(round + turn) % contenders.len()];
                eprintln!("round {} of {rounds}: {}", round + 1, contender.name);
                for case in &cases {
                    figures.add(contender.name, *case, one_round(contender, *case).await?);
                }
            }
        }
        let losses = kills::run(&contenders[1], kills).await?;
        report::print(&cases, &figures, losses)?;
        if cases.len() < CASES.len() {
            return Ok(());
        }
        report::write(&figures, losses)
    })
}

/// All cases, or the one with this name.
fn cases(name: Option<&str>) -> Vec<Case> {
    let wanted = |case: &Case| name.is_none_or(|name| name == case.name);
    CASES.into_iter().filter(wanted).collect()
}

async fn one_round(contender: &Contender, case: Case) -> Result<Round> {
    let folder = tempfile::tempdir()?;
    let server = contender.start(folder.path())?;
    let shots = deliveries::prepare(&server.address, 0..WARM_UP, 180)?;
    load::run(&server.address, shots, case.connections).await?;
    let shots = deliveries::prepare(&server.address, WARM_UP..WARM_UP + case.count, case.size)?;
    let round = load::run(&server.address, shots, case.connections).await?;
    server.end()?;
    if round.refused > 0 {
        return Err(format!("{} refused {} deliveries", contender.name, round.refused).into());
    }
    Ok(round)
}
