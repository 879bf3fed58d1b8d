//! The whole app killed in the middle of bursts: whatever it had acknowledged is in the ledger.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![allow(dead_code, reason = "the bench uses the rest")]

#[path = "bench/address.rs"]
mod address;
#[path = "bench/contender.rs"]
mod contender;
#[path = "bench/deliveries.rs"]
mod deliveries;
#[path = "bench/example.rs"]
mod example;
#[path = "bench/kills.rs"]
mod kills;
#[path = "bench/load.rs"]
mod load;
#[path = "bench/patchbay.rs"]
mod patchbay;
mod support;

use std::path::PathBuf;

use contender::Contender;

pub type Failure = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// The app as a process that can be killed; a test that does nothing unless it is given a folder.
#[test]
fn serves() {
    let last = std::env::args().next_back().map(PathBuf::from);
    if let Some(folder) = last.filter(|last| last.is_dir()) {
        patchbay::serve(&folder).unwrap();
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_by_kills_in_bursts() {
    let app = Contender {
        name: "patchbay",
        program: std::env::current_exe().unwrap(),
        arguments: &["--exact", "serves", "--nocapture"],
    };
    let losses = kills::run(&app, 3).await.unwrap();
    assert!(losses.acknowledged >= 3 * 150, "{losses:?}");
    assert_eq!(losses.lost, 0, "{losses:?}");
}
