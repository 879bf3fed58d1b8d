//! The window while much arrives: how long it goes without drawing, and what that needs.
//!
//! A frame is the time between two drawings of the page, as the page itself notes it.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::task::JoinSet;

use crate::address::Address;
use crate::desk::Desk;
use crate::json::rounded;
use crate::window::anonymous_mb;
use crate::{Figures, Result, deliveries, load, percentile};

/// Deliveries a second that a live feed has to keep up with, and for how long.
const RATE: u64 = 500;
const SECONDS: u64 = 30;
/// Connections they come by, and those of a burst.
const LANES: u64 = 4;
const BURST_LANES: usize = 64;
/// Deliveries of a burst.
const BURST: u64 = 50_000;
/// The time a frame may take, in milliseconds.
const BUDGET_MS: f64 = 50.0;
const PATIENCE: Duration = Duration::from_secs(60);

const NOTE_FRAMES: &str = "window.frames = []; let last = performance.now(); \
    const note = (now) => { window.frames.push(now - last); last = now; \
      requestAnimationFrame(note); }; \
    requestAnimationFrame(note);";
const FRAMES: &str = "return window.frames.splice(0);";
const TOTAL: &str = "return Number(/([\\d,]+) events\\b/.exec(document.body.innerText)?.[1]\
    .replaceAll(',', '') ?? NaN);";

/// Measures both, with orders from `first` on.
pub async fn measure(
    desk: &Desk,
    address: &Address,
    first: u64,
    figures: &mut Figures,
) -> Result<()> {
    let folder = desk.home().parent().ok_or("a home in a folder")?.to_owned();
    desk.app.0.execute(NOTE_FRAMES, vec![]).await?;
    eprintln!("{RATE} a second for {SECONDS} s");
    frames(desk).await?;
    let log = steady(address, first, &desk.home()).await?;
    note("tail_500", frames(desk).await?, figures);
    figures.insert("tail_500_log_mb".into(), rounded(log));
    figures.insert("tail_500_anon_mb".into(), rounded(anonymous_mb(&folder)?));
    eprintln!("a burst of {BURST}");
    burst(desk, address, first + RATE * SECONDS, figures).await?;
    figures.insert("burst_50k_anon_mb".into(), rounded(anonymous_mb(&folder)?));
    Ok(())
}

/// Sends at the rate; the most that the ledger's log grew to, in megabytes.
async fn steady(address: &Address, first: u64, home: &Path) -> Result<f64> {
    let mut lanes: JoinSet<Result<()>> = JoinSet::new();
    for lane in 0..LANES {
        let each = RATE * SECONDS / LANES;
        let orders = first + lane * each..first + (lane + 1) * each;
        let shots = deliveries::prepare(address, orders, 180)?;
        let mut sender = load::connect(address).await?;
        lanes.spawn(async move {
            let mut ticks = tokio::time::interval(Duration::from_millis(1000 * LANES / RATE));
            for shot in shots {
                ticks.tick().await;
                if !load::send(&mut sender, shot).await? {
                    return Err("a delivery was refused".into());
                }
            }
            Ok(())
        });
    }
    let mut longest = 0;
    while !lanes.is_empty() {
        if let Some(lane) = lanes.try_join_next() {
            lane??;
        }
        longest = longest.max(std::fs::metadata(home.join("ledger.db-wal"))?.len());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(longest as f64 / 1e6)
}

/// Sends a burst, and waits until the window counts all of it.
async fn burst(desk: &Desk, address: &Address, first: u64, figures: &mut Figures) -> Result<()> {
    let shots = deliveries::prepare(address, first..first + BURST, 180)?;
    let wanted = total(desk).await? + BURST as f64;
    frames(desk).await?;
    let begun = Instant::now();
    let round = load::run(address, shots, BURST_LANES).await?;
    let ended = Instant::now();
    if round.refused > 0 {
        return Err("a delivery of the burst was refused".into());
    }
    while total(desk).await? < wanted {
        if ended.elapsed() > PATIENCE {
            return Err("the window does not count all of the burst".into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let seconds = |time: Duration| rounded(time.as_secs_f64());
    figures.insert("burst_50k_s".into(), seconds(ended - begun));
    figures.insert("burst_50k_shown_after_s".into(), seconds(ended.elapsed()));
    note("burst_50k", frames(desk).await?, figures);
    Ok(())
}

async fn frames(desk: &Desk) -> Result<Vec<f64>> {
    let frames = desk.app.0.execute(FRAMES, vec![]).await?;
    Ok(serde_json::from_value(frames)?)
}

/// The events that the window counts.
async fn total(desk: &Desk) -> Result<f64> {
    let total = desk.app.0.execute(TOTAL, vec![]).await?;
    total.as_f64().ok_or("the window counts no events".into())
}

fn note(name: &str, mut frames: Vec<f64>, figures: &mut Figures) {
    let over = frames.iter().filter(|frame| **frame > BUDGET_MS).count();
    let mut add = |what: &str, value| figures.insert(format!("{name}_{what}"), value);
    add("frames", json!(frames.len()));
    add("frames_over_50_ms", json!(over));
    add("frame_p99_ms", rounded(percentile(&mut frames, 99)));
    add("frame_max_ms", rounded(percentile(&mut frames, 100)));
}
