//! Seeded ledgers of three sizes: what one more event costs in each, and searches in the largest.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;
use tempfile::TempDir;

use crate::example::example;
use crate::json::rounded;
use crate::{Figures, Result, percentile};

/// Events added to measure what one costs.
const MORE: usize = 5_000;

/// The ledgers, each the `home` of a folder.
pub struct Ledgers {
    seed: PathBuf,
    sizes: Vec<(&'static str, TempDir)>,
}

/// What the example `seed` says.
#[derive(Deserialize)]
struct Seeded {
    record_us: f64,
}

/// What the example `searches` says of a query.
#[derive(Deserialize)]
struct Searched {
    kind: String,
    query: String,
    ms: Vec<f64>,
}

impl Ledgers {
    /// Makes ledgers of a hundredth, a tenth and all of `events`.
    pub fn seed(events: usize) -> Result<Self> {
        let seed = example("seed")?;
        let mut sizes = Vec::new();
        for (name, part) in [("10k", 100), ("100k", 10), ("1m", 1)] {
            let folder = tempfile::tempdir()?;
            eprintln!("seeding {} events", events / part);
            add(&seed, folder.path(), events / part)?;
            sizes.push((name, folder));
        }
        Ok(Self { seed, sizes })
    }

    /// What one more event costs in each, in microseconds, with 128 deliveries waiting at a time.
    pub fn costs(&self, rounds: usize, figures: &mut Figures) -> Result<()> {
        let mut costs = vec![Vec::new(); self.sizes.len()];
        for round in 0..rounds {
            eprintln!("cost of an event, round {} of {rounds}", round + 1);
            for (at, (_, folder)) in self.sizes.iter().enumerate() {
                costs[at].push(add(&self.seed, folder.path(), MORE)?.record_us);
            }
        }
        for ((name, _), mut of_size) in self.sizes.iter().zip(costs) {
            let median = percentile(&mut of_size, 50);
            figures.insert(format!("cost_per_event_us_{name}"), rounded(median));
        }
        Ok(())
    }

    /// First pages in the largest: the 95th percentile over all queries and rounds.
    pub fn searches(&self, figures: &mut Figures) -> Result<()> {
        let answer = Command::new(example("searches")?)
            .arg(home(self.largest().path()))
            .stderr(Stdio::inherit())
            .output()?;
        let lines = String::from_utf8(answer.stdout)?;
        let found: Vec<Searched> = lines
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        for Searched { query, ms, .. } in &found {
            eprintln!("  {query:<32} {:>8.2} ms", percentile(&mut ms.clone(), 50));
        }
        for (kind, name) in [
            ("fields", "search_1m_ms"),
            ("text", "search_text_1m_p95_ms"),
        ] {
            let of_kind = found.iter().filter(|it| it.kind == kind);
            let mut times: Vec<f64> = of_kind.flat_map(|it| it.ms.clone()).collect();
            figures.insert(name.into(), rounded(percentile(&mut times, 95)));
        }
        Ok(())
    }

    /// The largest one's folder.
    pub fn largest(&self) -> &TempDir {
        &self.sizes[self.sizes.len() - 1].1
    }

    /// A folder with the same app and stores and no event.
    pub fn empty(&self) -> Result<TempDir> {
        let folder = tempfile::tempdir()?;
        add(&self.seed, folder.path(), 0)?;
        Ok(folder)
    }

    /// Gives the largest one away.
    pub fn into_largest(mut self) -> Result<TempDir> {
        let (_, folder) = self.sizes.pop().ok_or("there is none")?;
        Ok(folder)
    }
}

/// The data folder in a folder.
pub fn home(folder: &Path) -> PathBuf {
    folder.join("home")
}

fn add(seed: &Path, folder: &Path, count: usize) -> Result<Seeded> {
    let answer = Command::new(seed)
        .arg(home(folder))
        .arg(count.to_string())
        .stderr(Stdio::inherit())
        .output()?;
    if !answer.status.success() {
        return Err("the ledger was not seeded".into());
    }
    Ok(serde_json::from_slice(&answer.stdout)?)
}
