//! What SSH costs a delivery: the same load through a tunnel (client, OpenSSH's forwarded port, a
//! channel of ours, listener) and straight to the listener, in alternating rounds on one app in a
//! process of its own.

use std::time::{Duration, Instant};

use tokio::runtime::Builder;
use tokio::time::sleep;

use crate::address::Address;
use crate::contender;
use crate::figures::{Figure, Figures};
use crate::load::{self, Round};
use crate::measurements::{Goal, Measurements};
use crate::reached::{choose, through};
use crate::support::sshd::Sshd;
use crate::{Case, Result, deliveries};

const CASE: Case = Case {
    name: "ssh_c16",
    connections: 16,
    size: 180,
    count: 20_000,
};
const WARM_UP: u64 = 300;
/// Orders that tell whether the tunnel is open.
const FIRST: u64 = 1_000_000_000;
const PATIENCE: Duration = Duration::from_secs(30);

/// What the two are called in [`Figures`]: the listener alone is the floor.
const TUNNEL: &str = "patchbay";
const DIRECT: &str = "floor";

const RATE: fn(&Figure) -> f64 = |figure| figure.rate;
const P50: fn(&Figure) -> f64 = |figure| figure.p50;
const P99: fn(&Figure) -> f64 = |figure| figure.p99;

/// Loads both, so many times.
pub fn measure(rounds: usize, measured: &mut Measurements) -> Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let figures = runtime.block_on(alternate(rounds))?;
    for (name, value) in [
        ("ssh_requests_per_s", figures.of(TUNNEL, CASE.name, RATE)),
        ("direct_requests_per_s", figures.of(DIRECT, CASE.name, RATE)),
        ("ssh_requests_ratio", figures.ratio(CASE.name, RATE)),
        ("ssh_requests_p50_ms", figures.of(TUNNEL, CASE.name, P50)),
        ("direct_requests_p50_ms", figures.of(DIRECT, CASE.name, P50)),
        ("ssh_requests_p99_ms", figures.of(TUNNEL, CASE.name, P99)),
        ("direct_requests_p99_ms", figures.of(DIRECT, CASE.name, P99)),
        ("ssh_requests_p99_ratio", figures.ratio(CASE.name, P99)),
    ] {
        measured.add(name, value, Goal::None);
    }
    Ok(())
}

async fn alternate(rounds: usize) -> Result<Figures> {
    let (sshd, home) = (Sshd::start().await, tempfile::tempdir()?);
    choose(home.path(), &through(&sshd)).await?;
    let server = contender::patchbay()?.start(home.path())?;
    let direct = server.address.clone();
    let tunnel = at_port(&direct, sshd.forwarded)?;
    until_open(&tunnel).await?;
    let ways = [(TUNNEL, &tunnel), (DIRECT, &direct)];
    let (mut figures, mut next) = (Figures::default(), 0);
    for (_, address) in ways {
        round(address, &mut next, WARM_UP).await?;
    }
    for turn in 0..rounds * 2 {
        let (name, address) = ways[(turn + turn / 2) % 2];
        eprintln!("{name}, turn {} of {}", turn + 1, rounds * 2);
        figures.add(name, CASE, round(address, &mut next, CASE.count).await?);
    }
    server.end()?;
    Ok(figures)
}

/// Sends so many orders from the `next` on, all of which must be acknowledged.
async fn round(address: &Address, next: &mut u64, count: u64) -> Result<Round> {
    let orders = *next..*next + count;
    *next = orders.end;
    let shots = deliveries::prepare(address, orders, CASE.size)?;
    let round = load::run(address, shots, CASE.connections).await?;
    match round.refused {
        0 => Ok(round),
        refused => Err(format!("{refused} deliveries were refused").into()),
    }
}

/// The same hook at another port of this machine.
fn at_port(address: &Address, port: u16) -> Result<Address> {
    let mut url: reqwest::Url = address.url.parse()?;
    url.set_port(Some(port))
        .map_err(|()| "a URL without a host")?;
    Ok(Address {
        url: url.into(),
        ..address.clone()
    })
}

async fn until_open(address: &Address) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    for order in FIRST.. {
        if let Ok(true) = arrives(address, order).await {
            break;
        }
        if Instant::now() > deadline {
            return Err("nothing arrives through the tunnel".into());
        }
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

async fn arrives(address: &Address, order: u64) -> Result<bool> {
    let shot = deliveries::prepare(address, order..order + 1, CASE.size)?.remove(0);
    load::send(&mut load::connect(address).await?, shot).await
}
