//! How long all hooks of many stores take to follow the public address to another name, and whether
//! they are still the same hooks.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::time::sleep;

use crate::Result;
use crate::measurements::{Goal, Measurements};
use crate::merchants::Merchants;
use crate::network::{MOVED, PUBLIC};

/// Stores, and the hooks that four triggers make of them.
const STORES: usize = 20;
const HOOKS: u32 = 80;
/// BigCommerce beside this machine, and with every answer so many milliseconds late.
const DISTANCES: [(&str, u32); 2] = [("repointed", 0), ("repointed_far", 200)];
/// Milliseconds.
const GOAL: Goal = Goal::AtMost(10_000.0);
/// BigCommerce's world is on the disk soon after it changed.
const PATIENCE: Duration = Duration::from_secs(10);

/// Moves the address so many times at each distance.
pub async fn measure(folder: &Path, rounds: usize, measured: &mut Measurements) -> Result<()> {
    let merchants = Merchants::start(folder, STORES, HOOKS).await?;
    let before = Seen::of(&merchants, PUBLIC).await?;
    let (mut hosts, mut last) = ([MOVED, PUBLIC].into_iter().cycle(), PUBLIC);
    for (name, slow_ms) in DISTANCES {
        merchants.bench.faults(json!({ "slow_ms": slow_ms })).await;
        let mut times = Vec::new();
        for host in hosts.by_ref().take(rounds) {
            eprintln!("{name}, round {} of {rounds}", times.len() + 1);
            times.push(repointed(&merchants, host).await?);
            last = host;
        }
        measured.add_times(name, times, GOAL);
    }
    let after = Seen::of(&merchants, last).await?;
    after.beside(&before, rounds * DISTANCES.len(), measured);
    merchants.bench.patchbay.stop().await;
    Ok(())
}

/// From another address being given to every hook being seen there.
async fn repointed(merchants: &Merchants, host: &str) -> Result<Duration> {
    let begun = Instant::now();
    merchants.move_to(host).await?;
    merchants.until_in_order(host, HOOKS).await?;
    let took = begun.elapsed();
    hooks_at(merchants, host).await?;
    Ok(took)
}

/// What BigCommerce has seen.
struct Seen {
    hooks: BTreeSet<String>,
    made: usize,
    put: usize,
    too_many: usize,
}

impl Seen {
    async fn of(merchants: &Merchants, host: &str) -> Result<Self> {
        Ok(Self {
            hooks: hooks_at(merchants, host).await?,
            made: merchants.calls("POST"),
            put: merchants.calls("PUT"),
            too_many: merchants.edge.passed("", " 429"),
        })
    }

    /// What so many moves came to.
    fn beside(&self, before: &Self, moves: usize, measured: &mut Measurements) {
        let hooks = HOOKS as usize;
        for (name, seen, wanted) in [
            ("hooks_before", before.hooks.len(), hooks),
            ("hooks_after", self.hooks.len(), hooks),
            (
                "hooks_kept",
                before.hooks.intersection(&self.hooks).count(),
                hooks,
            ),
            ("hooks_made", self.made - before.made, 0),
            ("hooks_put", self.put - before.put, hooks * moves),
            ("answers_429", self.too_many, 0),
        ] {
            let goal = Goal::Exactly(wanted as f64);
            measured.add(&format!("repointed_{name}"), seen as f64, goal);
        }
    }
}

/// The ids of all hooks that BigCommerce has, once all are active and point at this name.
async fn hooks_at(merchants: &Merchants, host: &str) -> Result<BTreeSet<String>> {
    let below = format!("https://{host}/h/");
    let points = |hook: &Value| {
        let there = hook["destination"].as_str();
        hook["is_active"] == true && there.is_some_and(|it| it.starts_with(&below))
    };
    let deadline = Instant::now() + PATIENCE;
    loop {
        let hooks = merchants.bench.hooks_where(|_| true).await;
        if hooks.len() >= HOOKS as usize && hooks.iter().all(points) {
            return Ok(hooks.iter().map(|hook| hook["id"].to_string()).collect());
        }
        if Instant::now() > deadline {
            return Err(format!("hooks do not point at {host}: {hooks:#?}").into());
        }
        sleep(Duration::from_millis(50)).await;
    }
}
