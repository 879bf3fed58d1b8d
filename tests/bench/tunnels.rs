//! `make bench`: ways to be reached. How soon a lost SSH server is noticed, how soon the app is
//! reached again once its network is back, how long all hooks take to follow the address, and what
//! SSH costs a delivery beside one that comes straight to the listener.
//!
//! `cargo bench --bench tunnels -- [--rounds N] [--part NAME]`, with a keychain; it runs in a
//! network of its own, and its figures also go to `target/bench.json`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod address;
mod arguments;
#[allow(dead_code)]
#[path = "../live/certificates.rs"]
mod certificates;
#[allow(dead_code)]
mod contender;
#[allow(dead_code)]
mod deliveries;
mod example;
mod figures;
mod json;
mod load;
mod losses;
mod measurements;
mod merchants;
mod namespace;
#[allow(dead_code)]
#[path = "../live/network.rs"]
mod network;
mod outages;
mod patchbay;
#[allow(dead_code)]
#[path = "../live/proxy.rs"]
mod proxy;
mod reached;
mod remote;
mod repointing;
mod requests;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::process::ExitCode;

use arguments::{number, word};
use measurements::Measurements;
use tokio::runtime::Runtime;

pub type Failure = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// One way to load the listener.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub name: &'static str,
    pub connections: usize,
    /// Bytes of a body.
    pub size: usize,
    /// Deliveries of a round.
    pub count: u64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        [serve, folder] if serve == contender::SERVE => patchbay::serve(Path::new(folder)),
        [inside, folder, rest @ ..] if inside == namespace::INSIDE => {
            bench(Path::new(folder), rest)
        }
        _ => namespace::enter(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Measures inside the network, with the certificates in `folder`.
fn bench(folder: &Path, arguments: &[String]) -> Result<()> {
    let rounds = number(arguments, "--rounds", 5);
    let part = word(arguments, "--part");
    let wanted = |name| part.is_none_or(|part| part == name);
    let mut measured = Measurements::default();
    if wanted("losses") {
        Runtime::new()?.block_on(losses::measure(rounds, &mut measured))?;
    }
    if wanted("outages") {
        Runtime::new()?.block_on(outages::measure(folder, &mut measured))?;
    }
    if wanted("repointing") {
        Runtime::new()?.block_on(repointing::measure(folder, rounds, &mut measured))?;
    }
    if wanted("requests") {
        requests::measure(rounds, &mut measured)?;
    }
    measured.print();
    measured.write()
}
