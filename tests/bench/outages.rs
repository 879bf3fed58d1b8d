//! How soon the app is reached again once its network is back, after outages of several lengths:
//! the waits between its own tries grow with them, and so do those of the system, which has yet to
//! tell the server that the connection of before is over.

use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use patchbay_core::view::{AddressState, AddressView, SignalKind};
use tokio::time::sleep;

use crate::Result;
use crate::measurements::{Goal, Measurements};
use crate::reached::Reached;
use crate::remote::Remote;

/// Seconds, from the loss being noticed. In the longest, waits of 0.5 s to 16 s, each shortened by up
/// to half, are over, and one of up to 30 s has begun.
const OUTAGES: [u64; 3] = [10, 25, 40];
/// Milliseconds.
const GOAL: Goal = Goal::AtMost(5_000.0);

/// Unplugs this machine and plugs it in again.
pub async fn measure(folder: &Path, measured: &mut Measurements) -> Result<()> {
    let remote = Remote::start(folder).await?;
    let app = Reached::by(&remote.way()).await?;
    let mut times = Vec::new();
    for seconds in OUTAGES {
        remote.unplug().await?;
        app.until_missed().await?;
        sleep(Duration::from_secs(seconds)).await;
        let took = back(&remote, &app).await?;
        eprintln!("network_back, {seconds} s after it was missed: {took:.2?}");
        times.push(took);
    }
    measured.add_times("network_back", times, GOAL);
    app.patchbay.stop().await;
    Ok(())
}

/// From the network being back to a nonce that came through it.
async fn back(remote: &Remote, app: &Reached) -> Result<Duration> {
    let (begun, time) = (Instant::now(), SystemTime::now());
    remote.plug_in()?;
    let since = i64::try_from(time.duration_since(UNIX_EPOCH)?.as_millis())?;
    app.until("up", |it| is_reached_since(it, since)).await?;
    Ok(begun.elapsed())
}

/// Whether a nonce has arrived since then, in milliseconds since the epoch, and nothing is wrong.
fn is_reached_since(address: &AddressView, since: i64) -> bool {
    let mut signals = address.signals.iter();
    let probe = signals.find(|signal| signal.kind == SignalKind::Probe);
    let at = probe.and_then(|probe| probe.at).map(|at| at.0);
    address.state == AddressState::Up && at.is_some_and(|at| at >= since)
}
