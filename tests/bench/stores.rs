//! `make bench`: the list of many stores. How long it takes from the question to the rows, with what
//! BigCommerce told of every hook, and how long the whole views of the same stores take.
//!
//! `cargo bench --bench stores -- [--stores N] [--rounds N]`; figures also go to `target/bench.json`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod arguments;
mod json;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use arguments::number;
use patchbay_core::{Patchbay, Setup};
use patchbay_ledger::{
    App, AppKind, Hook, HookKind, HookStatus, HookTold, Ledger, Mode, NewApp, NewStore, Profile,
    StoreChange, StoreHealth, StoreState, Told, ToldHook,
};
use serde_json::{Map, Value, json};
use tokio::task::JoinSet;

pub type Failure = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T, E = Failure> = std::result::Result<T, E>;

const NOON: i64 = 1_790_000_000_000;
const HOOKS: usize = 10;
/// What the list may take, in milliseconds.
const LIMIT: f64 = 50.0;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let stores = number(&arguments, "--stores", 500);
    let rounds = number(&arguments, "--rounds", 50);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    match runtime.block_on(bench(stores, rounds)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

async fn bench(stores: usize, rounds: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    seed(folder.path(), stores).await?;
    let patchbay = Patchbay::start(setup(folder.path())).await?;
    let (mut rows, mut views) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let began = Instant::now();
        assert_eq!(patchbay.store_rows().await?.len(), stores);
        rows.push(began.elapsed());
        let began = Instant::now();
        assert_eq!(patchbay.stores(None).await?.len(), stores);
        views.push(began.elapsed());
    }
    patchbay.stop().await;
    let figures = figures(stores, &mut rows, &mut views);
    eprintln!("\nThe list of {stores} stores with {HOOKS} hooks each\n");
    for (name, value) in &figures {
        eprintln!("  {name:<28} {value:>10}");
    }
    let slow = percentile(&mut rows, 95) > LIMIT;
    json::merge(figures)?;
    if slow {
        return Err(format!("the list took longer than {LIMIT} ms").into());
    }
    Ok(())
}

fn figures(stores: usize, rows: &mut [Duration], views: &mut [Duration]) -> Map<String, Value> {
    let figures = [
        ("stores_listed", json!(stores)),
        ("stores_rows_ms_p50", json::rounded(percentile(rows, 50))),
        ("stores_rows_ms_p95", json::rounded(percentile(rows, 95))),
        ("stores_views_ms_p50", json::rounded(percentile(views, 50))),
        ("stores_views_ms_p95", json::rounded(percentile(views, 95))),
    ];
    figures
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// In milliseconds.
fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times
        .get(at)
        .map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}

async fn seed(folder: &Path, stores: usize) -> Result<()> {
    let ledger = Ledger::open(folder)?;
    let app = ledger
        .add_app(NewApp {
            connector: "bigcommerce".into(),
            kind: AppKind::Oauth,
            mode: Mode::Live,
            name: "Orders sync".into(),
            key: "key".into(),
            created_at: NOON,
        })
        .await?;
    let mut seeding = JoinSet::new();
    for nth in 0..stores {
        seeding.spawn(seed_store(ledger.clone(), app.clone(), nth));
    }
    while let Some(seeded) = seeding.join_next().await {
        seeded??;
    }
    ledger.close().await;
    Ok(())
}

async fn seed_store(ledger: Ledger, app: App, nth: usize) -> Result<()> {
    let store = NewStore {
        app_id: app.id,
        hash: format!("more{nth:04}"),
        state: StoreState::Connected,
        granted: [
            "store_v2_products",
            "store_v2_orders",
            "store_cart_read_only",
        ]
        .map(String::from)
        .into(),
        installed_by: Some("owner@example.com".into()),
        owner: Some("owner@example.com".into()),
        account_uuid: None,
        installed_at: NOON,
    };
    let store = ledger.upsert_store(store).await?.id;
    let profile = Profile {
        name: format!("Corner Shop {nth}"),
        domain: format!("corner-{nth}.example"),
        plan: "Plus".into(),
        status: "live".into(),
        ..Profile::default()
    };
    let change = StoreChange {
        profile: Some(profile),
        proved_at: Some(NOON),
        ..StoreChange::default()
    };
    ledger.update_store(store, change).await?;
    let hooks: Vec<Hook> = (0..HOOKS).map(|number| hook(store, number)).collect();
    let mut told = Vec::new();
    for hook in &hooks {
        ledger.put_hook(hook.clone()).await?;
        told.push(HookTold {
            id: hook.id.clone(),
            active: true,
            quiet_since: Some(NOON),
        });
    }
    ledger.hooks_told(told, NOON).await?;
    ledger.put_health(health(store, &hooks)).await?;
    Ok(())
}

fn hook(store: i64, number: usize) -> Hook {
    let id = format!("{store:016x}{number:016x}");
    Hook {
        destination: format!("https://hooks.example.com/h/{id}"),
        id,
        store_id: store,
        kind: HookKind::Trigger,
        trigger: format!("trigger_{number}"),
        remote_id: Some(store * 100 + number as i64),
        active: true,
        checked_at: Some(NOON),
        proved_at: None,
        last_delivery_at: Some(NOON),
        quiet_since: None,
        problem: None,
    }
}

fn health(store: i64, hooks: &[Hook]) -> StoreHealth {
    let hooks = hooks.iter().map(|hook| ToldHook {
        remote_id: hook.remote_id.unwrap_or_default(),
        ours: Some(hook.id.clone()),
        scope: "store/order/created".into(),
        destination: hook.destination.clone(),
        headers: vec!["X-Patchbay-Hook".into()],
        status: HookStatus::Active,
        created_at: Some(NOON),
    });
    let told = Told {
        hooks: hooks.collect(),
        ..Told::default()
    };
    StoreHealth {
        store_id: store,
        checked_at: NOON,
        next_at: i64::MAX,
        failures: 0,
        error: None,
        told: Some((NOON, told)),
    }
}

fn setup(folder: &Path) -> Setup {
    Setup {
        folder: folder.to_owned(),
        moved: true,
        port: Some(0),
        practice_port: Some(0),
        practice_asked: false,
        executable: PathBuf::from(env!("CARGO_BIN_EXE_patchbay")),
        version: "bench".into(),
    }
}
