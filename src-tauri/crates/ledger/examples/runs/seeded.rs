//! Runs of every outcome, over many stores and orchestrations.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use patchbay_ledger::{
    AppKind, Ledger, LedgerError, Mode, NewApp, NewOrchestration, NewRun, NewStore, NewVersion,
    OrchestrationVersion, RunAdvance, RunCause, RunNext, StepRecord, StepState, StoreState,
    Trouble, WaitsFor,
};
use tokio::task::JoinSet;

use crate::Failure;

const WAITERS: usize = 128;
const STORES: i64 = 200;
const ORCHESTRATIONS: i64 = 12;

/// The runs began at the end of November 2026, one every so many milliseconds.
pub const START: i64 = 1_796_000_000_000;
pub const SPACING: i64 = 25_000;

/// Adds runs up to `count`, and carries most of them out.
pub async fn add(
    ledger: &Ledger,
    place: &Arc<Place>,
    from: i64,
    count: i64,
) -> Result<(), Failure> {
    let next = Arc::new(AtomicI64::new(from));
    let mut waiters = JoinSet::new();
    for _ in 0..WAITERS {
        let (ledger, place, next) = (ledger.clone(), Arc::clone(place), Arc::clone(&next));
        waiters.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return Ok::<_, LedgerError>(());
                }
                let new = place.new_run(number);
                let at = new.queued_at;
                let id = ledger.start_run(new).await?.id;
                if let Some(next) = outcome(number, at)
                    && ledger.begin_run(id, at).await?.is_some()
                {
                    ledger
                        .advance(advance(id, at + 40 * (number % 97), next))
                        .await?;
                }
            }
        });
    }
    while let Some(ended) = waiters.join_next().await {
        ended??;
    }
    Ok(())
}

/// What becomes of a run; `None` for one that stays queued.
fn outcome(number: i64, at: i64) -> Option<RunNext> {
    let trouble = |code: &str| Trouble {
        code: code.into(),
        problem: None,
    };
    match number % 100 {
        0 => None,
        1 => Some(RunNext::Waits {
            waits_for: WaitsFor::Time,
            next_at: Some(at + 86_400_000),
            trouble: None,
        }),
        2..=5 => Some(RunNext::Dies(trouble(
            ["api_invalid", "scope"][number as usize % 2],
        ))),
        6..=8 => Some(RunNext::Fails(trouble("stop"))),
        9..=18 => Some(RunNext::Skips(trouble("filter"))),
        19 if number % 1_000 == 19 => Some(RunNext::IsUnknown(trouble("timeout"))),
        _ => Some(RunNext::Succeeds),
    }
}

fn advance(run_id: i64, at: i64, next: RunNext) -> RunAdvance {
    let step = StepRecord {
        place: "look".into(),
        state: StepState::Done,
        began_at: at,
        ended_at: Some(at),
        input: Some("{\"order_id\":7}".into()),
        output: Some("{\"id\":7,\"status\":\"Shipped\",\"total_inc_tax\":\"18.00\"}".into()),
        problem: None,
    };
    RunAdvance {
        run_id,
        at,
        ended: None,
        steps: vec![step],
        attempt: None,
        next,
    }
}

/// What the runs belong to.
pub struct Place {
    pub stores: Vec<i64>,
    pub versions: Vec<OrchestrationVersion>,
}

impl Place {
    pub async fn find(ledger: &Ledger) -> Result<Self, Failure> {
        let app_id = match ledger.apps().await?.into_iter().next() {
            Some(app) => app.id,
            None => ledger.add_app(app()).await?.id,
        };
        let mut stores = Vec::new();
        for number in 0..STORES {
            stores.push(ledger.upsert_store(store(app_id, number)).await?.id);
        }
        let known = ledger.orchestrations().await?;
        let mut versions = Vec::new();
        for number in 0..ORCHESTRATIONS {
            let id = match known.get(number as usize) {
                Some(known) => known.id,
                None => ledger.add_orchestration(orchestration(number)).await?.id,
            };
            versions.push(ledger.publish(version(id)).await?);
        }
        Ok(Self { stores, versions })
    }

    fn new_run(&self, number: i64) -> NewRun {
        let version = &self.versions[number as usize % self.versions.len()];
        NewRun {
            orchestration_id: version.published.orchestration_id,
            version_id: Some(version.id),
            event_id: None,
            store_id: Some(self.stores[(number * 7 + number / 100) as usize % self.stores.len()]),
            cause: RunCause::Manual,
            dry: number % 50 == 30,
            key: format!("{number:032x}"),
            serial_key: Some(format!("order:{number}")),
            coalesce: false,
            skipped: None,
            not_before: None,
            queued_at: START + number * SPACING,
            trigger: None,
            document: None,
        }
    }
}

fn app() -> NewApp {
    NewApp {
        connector: "bigcommerce".into(),
        kind: AppKind::Oauth,
        mode: Mode::Practice,
        name: "Staging".into(),
        key: "runs".into(),
        created_at: START,
    }
}

fn store(app_id: i64, number: i64) -> NewStore {
    NewStore {
        app_id,
        hash: format!("store{number}"),
        state: StoreState::Connected,
        granted: Vec::new(),
        installed_by: None,
        owner: None,
        account_uuid: None,
        installed_at: START,
    }
}

fn orchestration(number: i64) -> NewOrchestration {
    NewOrchestration {
        key: format!("runs-{number}"),
        name: format!("Orchestration {number}"),
        draft: "{}".into(),
        stores: Vec::new(),
        made_at: START,
    }
}

fn version(orchestration_id: i64) -> NewVersion {
    NewVersion {
        orchestration_id,
        document: "{}".into(),
        published_at: START,
        note: None,
    }
}
