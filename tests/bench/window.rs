//! The real window on a ledger with a million events: its start beside one without any, rows beside
//! their arrivals, and memory.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::address::Address;
use crate::desk::{APP, Circumstances, Desk};
use crate::driver::{Session, free_port};
use crate::json::rounded;
use crate::million::{Ledgers, home};
use crate::{Figures, Result, deliveries, load, path, percentile, torrent};

/// Deliveries a second, and for how long.
const RATE: u64 = 200;
const SECONDS: u64 = 60;

/// Whether the window shows its screen and what the ledger says.
const USABLE: &str = "return document.querySelector('h1') !== null \
    && /events today/.test(document.body.innerText);";

/// Notes when each order's row was first drawn, in milliseconds since the epoch. Only rows that are new
/// are read, and nothing that has the page laid out: what measures is not to be measured.
const WATCH: &str = "window.drawn = {}; const seen = new Set(); \
    const look = () => document.querySelectorAll('[data-event]').forEach((row) => { \
      if (seen.has(row.dataset.event)) return; seen.add(row.dataset.event); \
      const order = /Order (\\d+)/.exec(row.textContent)?.[1]; \
      if (order !== undefined) window.drawn[order] ??= Date.now(); }); \
    let asked = false; \
    new MutationObserver(() => { if (asked) return; asked = true; \
      requestAnimationFrame(() => setTimeout(() => { asked = false; look(); })); }) \
      .observe(document.body, { subtree: true, childList: true, characterData: true });";
const DRAWN: &str = "return window.drawn;";

/// The first order that is sent; a seeded ledger has none so high.
const FIRST: u64 = 9_000_000;

/// Measures it all.
pub async fn measure(ledgers: Ledgers, rounds: usize, figures: &mut Figures) -> Result<()> {
    let empty = ledgers.empty()?;
    let full = ledgers.into_largest()?;
    let mut starts = [Vec::new(), Vec::new()];
    for round in 0..rounds {
        eprintln!("start, round {} of {rounds}", round + 1);
        starts[0].push(start(empty.path()).await?);
        starts[1].push(start(full.path()).await?);
    }
    let [mut none, mut all] = starts;
    let (none, all) = (percentile(&mut none, 50), percentile(&mut all, 50));
    figures.insert("start_ms".into(), rounded(none));
    figures.insert("start_1m_ms".into(), rounded(all));
    figures.insert("start_1m_ratio".into(), rounded(all / none));
    let environment = vec![("PATH", browser(full.path())?)];
    let circumstances = Circumstances {
        folder: full,
        environment,
        ..Circumstances::default()
    };
    watch(circumstances, figures).await
}

/// A PATH whose browser only notes where it is sent, where [`Desk::follow`] looks.
fn browser(folder: &Path) -> Result<OsString> {
    let programs = folder.join("programs");
    let opener = programs.join("xdg-open");
    let handed = folder.join("handed-to-the-browser");
    fs::create_dir(&programs)?;
    fs::write(
        &opener,
        format!("#!/bin/sh\nprintf %s \"$1\" > '{}'\n", handed.display()),
    )?;
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755))?;
    let others = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(programs).chain(std::env::split_paths(&others));
    Ok(std::env::join_paths(all)?)
}

/// Milliseconds from the start of the app to a window that can be used.
async fn start(folder: &Path) -> Result<f64> {
    let arguments = ["--port".to_owned(), free_port().to_string()];
    let environment = [("PATCHBAY_HOME", home(folder).into())];
    let started = Instant::now();
    let session = Session::window(Path::new(APP), &arguments, &environment).await;
    while session.client.execute(USABLE, vec![]).await? != json!(true) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let took = started.elapsed().as_secs_f64() * 1000.0;
    session.end().await;
    while process(folder).is_some() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(took)
}

/// Rows beside their arrivals, and the memory before and after.
async fn watch(circumstances: Circumstances<'_>, figures: &mut Figures) -> Result<()> {
    let desk = Desk::open_under(circumstances).await;
    let folder = desk.home().parent().ok_or("a home in a folder")?.to_owned();
    let (client_id, secret) = path::set_up(&desk).await;
    let address = address(&desk.home(), &client_id, secret)?;
    desk.app.0.execute(WATCH, vec![]).await?;
    let before = anonymous_mb(&folder)?;
    let sent = send(&address).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let after = anonymous_mb(&folder)?;
    let drawn = desk.app.0.execute(DRAWN, vec![]).await?;
    let drawn: BTreeMap<String, f64> = serde_json::from_value(drawn)?;
    let mut shown: Vec<f64> = sent
        .iter()
        .filter_map(|(order, at)| Some(drawn.get(&order.to_string())? - at))
        .collect();
    figures.insert("visible_rows".into(), json!(shown.len()));
    figures.insert("visible_p50_ms".into(), rounded(percentile(&mut shown, 50)));
    figures.insert("visible_p95_ms".into(), rounded(percentile(&mut shown, 95)));
    figures.insert("anon_1m_before_mb".into(), rounded(before));
    figures.insert("anon_1m_mb".into(), rounded(after));
    torrent::measure(&desk, &address, FIRST + RATE * SECONDS, figures).await?;
    desk.close().await;
    Ok(())
}

/// Where a hook of the app's is, read from the practice BigCommerce's own world.
fn address(home: &Path, client_id: &str, secret: String) -> Result<Address> {
    let files = fs::read_dir(home.join("practice"))?;
    let worlds = files.filter_map(|file| {
        serde_json::from_slice::<Value>(&fs::read(file.ok()?.path()).ok()?).ok()
    });
    let hooks = worlds.filter_map(|world| world["hooks"].as_object().cloned());
    let ours = |hook: &Value| hook["client_id"] == client_id && hook["scope"] == Address::SCOPE;
    let hook = hooks
        .flat_map(|hooks| hooks.into_iter().map(|(_, hook)| hook))
        .find(ours)
        .ok_or("the practice BigCommerce has no such hook")?;
    Address::of_hook(&hook, secret)
}

/// Sends at the rate; when each order was sent, in milliseconds since the epoch.
async fn send(address: &Address) -> Result<Vec<(u64, f64)>> {
    let shots = deliveries::prepare(address, FIRST..FIRST + RATE * SECONDS, 180)?;
    let mut sender = load::connect(address).await?;
    let mut ticks = tokio::time::interval(Duration::from_millis(1000 / RATE));
    let mut sent = Vec::with_capacity(shots.len());
    for shot in shots {
        ticks.tick().await;
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        sent.push((shot.order, now.as_secs_f64() * 1000.0));
        if !load::send(&mut sender, shot).await? {
            return Err("a delivery was refused".into());
        }
    }
    Ok(sent)
}

/// The app's own anonymous memory, its web processes apart, in megabytes.
pub fn anonymous_mb(folder: &Path) -> Result<f64> {
    let process = process(folder).ok_or("the app does not run")?;
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"))
        .ok_or("no RssAnon")?;
    let kb: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kb / 1024.0)
}

/// The process of the app whose home is in `folder`.
fn process(folder: &Path) -> Option<u32> {
    let wanted = format!("PATCHBAY_HOME={}", home(folder).display());
    let ours = |process: &u32| {
        let proc = Path::new("/proc").join(process.to_string());
        let runs = fs::read_link(proc.join("exe")).is_ok_and(|exe| exe == Path::new(APP));
        let role = fs::read(proc.join("cmdline")).unwrap_or_default();
        let environment = fs::read(proc.join("environ")).unwrap_or_default();
        runs && !role
            .split(|byte| *byte == 0)
            .any(|word| word == b"practice")
            && environment
                .split(|byte| *byte == 0)
                .any(|it| it == wanted.as_bytes())
    };
    let all = fs::read_dir("/proc").ok()?;
    all.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .find(ours)
}
