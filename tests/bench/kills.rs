//! Kills in the middle of bursts: whatever was acknowledged must be in the ledger afterwards.

use std::cell::RefCell;
use std::collections::HashSet;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use patchbay_ledger::{Ledger, Search};
use tokio::task::LocalSet;

use crate::contender::{Contender, Server};
use crate::{Result, deliveries, load};

const CONNECTIONS: u64 = 16;
const BURST: u64 = 4_000;

/// What came of the kills.
#[derive(Clone, Copy, Debug, Default)]
pub struct Losses {
    pub kills: usize,
    /// Deliveries that were acknowledged before them.
    pub acknowledged: usize,
    /// Those of them that were not there any more.
    pub lost: usize,
}

/// Kills the contender `kills` times on one folder, so that each start also recovers from the kill
/// before it.
pub async fn run(contender: &Contender, kills: usize) -> Result<Losses> {
    let folder = tempfile::tempdir()?;
    let mut acknowledged = HashSet::new();
    for kill in 0..kills {
        eprintln!("kill {} of {kills}", kill + 1);
        let server = contender.start(folder.path())?;
        let first = kill as u64 * BURST;
        let enough = 150 + (kill * 397) % 2_000;
        acknowledged.extend(burst(server, first, enough).await?);
    }
    let there = stored(folder.path()).await?;
    let lost = acknowledged.difference(&there).count();
    Ok(Losses {
        kills,
        acknowledged: acknowledged.len(),
        lost,
    })
}

/// The orders acknowledged up to the kill, which comes once there are `enough`.
async fn burst(server: Server, first: u64, enough: usize) -> Result<Vec<u64>> {
    let shots = deliveries::prepare(&server.address, first..first + BURST, 180)?;
    let address = server.address.clone();
    let acknowledged = Rc::new(RefCell::new(Vec::new()));
    let server = Rc::new(RefCell::new(server));
    let mut lanes: Vec<Vec<_>> = (0..CONNECTIONS).map(|_| Vec::new()).collect();
    for shot in shots {
        lanes[(shot.order % CONNECTIONS) as usize].push(shot);
    }
    let local = LocalSet::new();
    for lane in lanes {
        let (acknowledged, server) = (Rc::clone(&acknowledged), Rc::clone(&server));
        let mut sender = load::connect(&address).await?;
        local.spawn_local(async move {
            for shot in lane {
                let order = shot.order;
                let Ok(true) = load::send(&mut sender, shot).await else {
                    return;
                };
                acknowledged.borrow_mut().push(order);
                if acknowledged.borrow().len() == enough {
                    let _ended_already = server.borrow_mut().kill();
                }
            }
        });
    }
    local.await;
    Ok(acknowledged.take())
}

async fn stored(folder: &Path) -> Result<HashSet<u64>> {
    let ledger = Ledger::open(folder)?;
    let all = Search {
        limit: usize::MAX,
        patience: Duration::from_secs(600),
        ..Search::default()
    };
    let rows = ledger.search(all).await?.rows;
    ledger.close().await;
    Ok(rows
        .iter()
        .filter_map(|row| row.resource_id.parse().ok())
        .collect())
}
