//! What was missed while nothing arrived is found again, once, whatever comes late.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use patchbay_core::view::{
    FeedQuery, FeedRow, GapCause, GapState, GapView, Origin, ResourceView, StoreState,
};
use serde_json::{Value, json};
use support::clock::Ahead;
use support::{Bench, Registered, STORE};
use tempfile::TempDir;

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;
const LONG: Duration = Duration::from_secs(180);

/// The app installed on a store, its watermarks begun, with a clock and a practice BigCommerce that
/// can be put forward together.
struct Night {
    bench: Bench,
    clock: Arc<Ahead>,
    registered: Registered,
    store_id: u32,
    _folder: Option<TempDir>,
}

impl Night {
    async fn begins() -> Self {
        let (folder, clock) = (tempfile::tempdir().unwrap(), Arc::new(Ahead::default()));
        let bench = Bench::start_at(folder.path(), 0, clock.clone()).await;
        Self::of(bench, clock, Some(folder)).await
    }

    async fn of(bench: Bench, clock: Arc<Ahead>, folder: Option<TempDir>) -> Self {
        let (app, registered) = bench.installed().await;
        let stores = bench.patchbay.stores(Some(app.id)).await.unwrap();
        let store_id = stores[0].id;
        bench.watermarks_begun(store_id).await;
        Self {
            bench,
            clock,
            registered,
            store_id,
            _folder: folder,
        }
    }

    /// BigCommerce's deliveries find nobody from now on.
    async fn falls(&self) {
        self.bench.faults(json!({"nobody": true})).await;
    }

    /// Time passes at BigCommerce.
    async fn passes(&self, by_ms: i64) {
        self.bench.drive("clock", json!({"by_ms": by_ms})).await;
    }

    async fn burst(&self, what: &str, count: u32) {
        let body = json!({"what": what, "count": count});
        self.bench
            .drive(&format!("stores/{STORE}/burst"), body)
            .await;
    }

    async fn look(&self) {
        let it = &self.bench.patchbay;
        it.look_for_missed(Some(self.store_id)).await.unwrap();
    }

    /// The newest gap, once it is in this state.
    async fn until(&self, cause: GapCause, state: GapState) -> GapView {
        let (deadline, mut last) = (Instant::now() + LONG, None);
        while Instant::now() < deadline {
            let gap = self.bench.status().await.gap;
            match gap {
                Some(gap) if gap.cause == cause && gap.state == state => return gap,
                other => last = other,
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("never {cause:?} {state:?}: {last:#?}");
    }

    /// What BigCommerce could not deliver comes after all, each twice, until nothing waits.
    async fn late_deliveries_come(&self) {
        self.bench.faults(json!({"duplicates": 1})).await;
        let deadline = Instant::now() + LONG;
        while self.waiting().await > 0 {
            assert!(Instant::now() < deadline, "{} wait", self.waiting().await);
            self.passes(HOUR).await;
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    async fn waiting(&self) -> usize {
        let url = format!("{}/practice/deliveries", self.bench.control_panel().await);
        let answer: Value = self.bench.get(&url).await.json().await.unwrap();
        answer["waiting"].as_array().unwrap().len()
    }

    async fn orders(&self) -> Vec<u64> {
        self.known("orders").await
    }

    async fn known(&self, what: &str) -> Vec<u64> {
        let url = format!("{}/practice/stores", self.bench.control_panel().await);
        let answer: Value = self.bench.get(&url).await.json().await.unwrap();
        let stores = answer["stores"].as_array().unwrap();
        let store = stores.iter().find(|store| store["hash"] == STORE).unwrap();
        let ids = store[what].as_array().unwrap();
        ids.iter().map(|id| id.as_u64().unwrap()).collect()
    }
}

/// Every event of a feed.
async fn all(bench: &Bench) -> Vec<FeedRow> {
    let (mut rows, mut before) = (Vec::new(), None);
    loop {
        let query = FeedQuery {
            limit: 200,
            before,
            ..FeedQuery::default()
        };
        let page = bench.patchbay.feed_page(&query).await.unwrap();
        rows.extend(page.rows);
        before = page.next;
        if before.is_none() {
            return rows;
        }
    }
}

/// How many events of a trigger each resource has.
fn counted(rows: &[FeedRow], trigger: &str) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for row in rows
        .iter()
        .filter(|row| row.trigger_id.as_deref() == Some(trigger))
    {
        *counted.entry(row.resource.clone()).or_default() += 1;
    }
    counted
}

fn found(gap: &GapView, trigger: &str) -> u32 {
    let found = gap.found.iter().find(|found| found.trigger == trigger);
    found.map_or(0, |found| found.events)
}

#[tokio::test(flavor = "multi_thread")]
async fn six_hours_of_sleep_leave_every_order_and_refund_once() {
    let night = Night::begins().await;
    let before = (
        night.orders().await.len(),
        night.known("refunds").await.len(),
    );
    night.falls().await;
    for half_hour in 0..12 {
        night.burst("orders", 250).await;
        night.passes(5_000).await;
        night.burst("statuses", 20).await;
        night.burst("refunds", 33 + u32::from(half_hour < 4)).await;
        night.burst("carts", 3).await;
        night.passes(30 * MINUTE).await;
    }
    night.clock.put_forward(6 * HOUR);

    let gap = night.until(GapCause::Sleep, GapState::Done).await;
    let (from, to) = (gap.from.unwrap().0, gap.to.unwrap().0);
    assert!((6 * HOUR..7 * HOUR).contains(&(to - from)), "{gap:#?}");
    assert_eq!(found(&gap, "Order Created"), 3_000, "{gap:#?}");
    assert_eq!(found(&gap, "Refund Created"), 400, "{gap:#?}");
    let lost: Vec<&str> = gap.lost.iter().map(|lost| lost.trigger.as_str()).collect();
    assert_eq!(lost, ["Cart Updated"]);

    night.late_deliveries_come().await;
    let rows = all(&night.bench).await;
    let created = counted(&rows, "order_created");
    let refunded = counted(&rows, "refund_created");
    let (orders, refunds) = (night.orders().await, night.known("refunds").await);
    assert_eq!(created.len(), orders.len() - before.0);
    assert_eq!(refunded.len(), refunds.len() - before.1);
    let counts = [created, refunded, counted(&rows, "order_updated")];
    for (resource, events) in counts.iter().flatten() {
        let of = rows.iter().filter(|row| row.resource == *resource);
        let of: Vec<_> = of
            .map(|row| (&row.trigger, row.origin, row.deliveries, row.at))
            .collect();
        assert_eq!(*events, 1, "{resource}: {of:#?}");
    }
    let late = rows.iter().filter(|row| row.deliveries > 1).count();
    assert!(late > 3_000, "deliveries came late to {late} events only");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_arrived_is_found_by_nobody() {
    let night = Night::begins().await;
    let order = night.bench.place_order().await;
    night.burst("statuses", 1).await;
    night
        .bench
        .until(
            "it arrived",
            |it| async move { it.feed().await.rows.len() >= 2 },
        )
        .await;
    night.look().await;
    let gap = night.until(GapCause::Asked, GapState::Done).await;
    assert_eq!((gap.found, gap.lost), (vec![], vec![]), "order {order}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_told_for_the_last_time_it_happened() {
    let night = Night::begins().await;
    let order = night.bench.place_order().await;
    night
        .bench
        .until("it arrived", |it| async move {
            !it.feed().await.rows.is_empty()
        })
        .await;
    night.falls().await;
    let status = async |id: u8| {
        let path = format!("stores/{STORE}/orders/{order}/status");
        night.bench.drive(&path, json!({"status_id": id})).await;
    };
    night.passes(10 * MINUTE).await;
    status(9).await;
    night.passes(10 * MINUTE).await;
    status(11).await;
    night.passes(10 * MINUTE).await;
    night.look().await;
    let gap = night.until(GapCause::Asked, GapState::Done).await;
    assert_eq!(found(&gap, "Order Updated"), 1, "{gap:#?}");
    assert_eq!(found(&gap, "Order Created"), 0, "{gap:#?}");
    night.late_deliveries_come().await;
    let updates = || async {
        let mut rows = all(&night.bench).await;
        rows.retain(|row| row.trigger_id.as_deref() == Some("order_updated"));
        rows
    };
    let [only] = &updates().await[..] else {
        panic!("one change is one event: {:#?}", updates().await)
    };
    assert_eq!(only.origin, Origin::Recovered);
    assert!(only.deliveries >= 3, "both deliveries belong to it");
    status(2).await;
    night
        .bench
        .until("a later change", |_| async { updates().await.len() == 2 })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_was_closed_finds_what_it_missed_with_what_it_is_about() {
    let night = Night::begins().await;
    let app = night.bench.patchbay.stores(None).await.unwrap()[0].app_id;
    night.bench.patchbay.set_fetching(app, true).await.unwrap();
    night.falls().await;
    let order = night.bench.place_order().await;
    night.passes(10 * MINUTE).await;
    let Night {
        bench,
        clock,
        _folder,
        ..
    } = night;
    let bench = bench
        .restart_at(clock.clone(), async |_| clock.put_forward(HOUR))
        .await;
    bench
        .until("it was found", |it| async move {
            let gap = it.status().await.gap;
            gap.is_some_and(|gap| gap.cause == GapCause::Start && gap.state == GapState::Done)
        })
        .await;
    let row = bench.feed().await.rows.remove(0);
    assert_eq!(
        (row.origin, row.resource),
        (Origin::Recovered, format!("Order {order}"))
    );
    assert!(
        row.summary.contains(" · "),
        "{} tells how it is",
        row.summary
    );
    let looks = bench.patchbay.resource_looks(row.id).await.unwrap();
    let [ResourceView::Found { request, body, .. }] = &looks[..] else {
        panic!("{looks:#?}")
    };
    assert_eq!(request, "GET /v2/orders");
    assert!(body.contains("billing_address"));
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_is_waited_out_and_a_dead_token_is_not() {
    let night = Night::begins().await;
    night.falls().await;
    night.bench.place_order().await;
    night.passes(10 * MINUTE).await;
    let trouble = json!({"nobody": true, "server_error": 503});
    night.bench.faults(trouble).await;
    night.look().await;
    let gap = night.until(GapCause::Asked, GapState::Waiting).await;
    assert_eq!(gap.problems.len(), 1, "{gap:#?}");
    assert!(gap.ended_at.is_none());
    night.falls().await;
    let gap = night.until(GapCause::Asked, GapState::Done).await;
    assert_eq!((found(&gap, "Order Created"), gap.problems.len()), (1, 0));

    let revoke = json!({"client_id": night.registered.client_id});
    night
        .bench
        .drive(&format!("stores/{STORE}/revoke"), revoke)
        .await;
    night.look().await;
    let gap = night.until(GapCause::Asked, GapState::Failed).await;
    assert_eq!(gap.problems.len(), 1);
    let store = &night.bench.patchbay.stores(None).await.unwrap()[0];
    assert_eq!(store.state, StoreState::Revoked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_is_stopped_leaves_the_rest_for_the_next() {
    let night = Night::begins().await;
    night.falls().await;
    night.burst("orders", 900).await;
    night.passes(10 * MINUTE).await;
    night
        .bench
        .faults(json!({"nobody": true, "slow_ms": 400}))
        .await;
    night.look().await;
    night
        .bench
        .until("a page was read", |it| async move {
            it.status().await.gap.is_some_and(|gap| gap.read >= 250)
        })
        .await;
    night
        .bench
        .patchbay
        .stop_looking_for_missed()
        .await
        .unwrap();
    let stopped = night.until(GapCause::Asked, GapState::Stopped).await;
    assert!(found(&stopped, "Order Created") < 900, "{stopped:#?}");
    night.falls().await;
    night.look().await;
    let gap = night.until(GapCause::Asked, GapState::Done).await;
    let whole = found(&stopped, "Order Created") + found(&gap, "Order Created");
    assert_eq!(whole, 900);
    assert_eq!(night.bench.patchbay.gaps().await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_trigger_that_is_off_is_found() {
    let night = Night::begins().await;
    let app = night.bench.patchbay.stores(None).await.unwrap()[0].app_id;
    let order = night.bench.place_order().await;
    night.falls().await;
    let it = &night.bench.patchbay;
    it.set_trigger(app, "order_updated", false).await.unwrap();
    night.passes(MINUTE).await;
    let path = format!("stores/{STORE}/orders/{order}/status");
    night.bench.drive(&path, json!({"status_id": 9})).await;
    night.bench.place_order().await;
    night.look().await;
    let gap = night.until(GapCause::Asked, GapState::Done).await;
    assert_eq!(found(&gap, "Order Updated"), 0, "{gap:#?}");
    assert_eq!(found(&gap, "Order Created"), 1, "{gap:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_user_let_go_of_does_not_come_back() {
    let night = Night::begins().await;
    night.bench.place_order().await;
    night
        .bench
        .until("it arrived", |it| async move {
            !it.feed().await.rows.is_empty()
        })
        .await;
    let app = night.bench.patchbay.stores(None).await.unwrap()[0].app_id;
    night.passes(5 * MINUTE).await;
    night.bench.patchbay.clear_events(app, true).await.unwrap();
    night
        .bench
        .until(
            "they went",
            |it| async move { it.feed().await.rows.is_empty() },
        )
        .await;
    night.look().await;
    let gap = night.until(GapCause::Asked, GapState::Done).await;
    assert_eq!(gap.found, []);
}

/// Orders and refunds of the store that is killed in the middle.
const ORDERS: u32 = 1_500;
const REFUNDS: u32 = 200;

/// The app as a process that can be killed; a test that does nothing unless it is given a folder.
#[test]
fn recovers() {
    let last = std::env::args().next_back().map(PathBuf::from);
    if let Some(folder) = last.filter(|last| last.is_dir()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(recover_in(&folder));
    }
}

/// Misses something on the first start, and says how far it is with finding that.
async fn recover_in(folder: &Path) {
    let bench = Bench::start_in(folder).await;
    if bench.patchbay.stores(None).await.unwrap().is_empty() {
        let night = Night::of(bench, Arc::new(Ahead::default()), None).await;
        night.falls().await;
        night.burst("orders", ORDERS).await;
        night.burst("refunds", REFUNDS).await;
        night
            .bench
            .drive("clock", json!({"by_ms": 10 * MINUTE}))
            .await;
        let slowly = json!({"nobody": true, "slow_ms": 100});
        night.bench.faults(slowly).await;
        night.look().await;
        return say_how_far(&night.bench).await;
    }
    say_how_far(&bench).await;
}

async fn say_how_far(bench: &Bench) {
    let mut out = std::io::stdout();
    loop {
        if let Some(gap) = bench.patchbay.gaps().await.unwrap().first() {
            writeln!(out, "{} {:?}", gap.read, gap.state).unwrap();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Runs it until so many entries were read, then kills it.
fn killed_at(folder: &Path, read: u32) {
    let mut app = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "recovers", "--nocapture"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(app.stdout.take().unwrap()).lines();
    let reached = |line: &str| {
        let (so_far, state) = line.split_once(' ')?;
        assert!(
            state != "Done" || read == u32::MAX,
            "too late to kill at {read}"
        );
        let so_far: u32 = so_far.parse().ok()?;
        (so_far >= read || state == "Done").then_some(())
    };
    lines.map_while(Result::ok).find_map(|line| reached(&line));
    app.kill().unwrap();
    app.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_that_is_killed_goes_on_and_finds_all_once() {
    let folder = tempfile::tempdir().unwrap();
    for read in [250, 750, 1_500] {
        killed_at(folder.path(), read);
    }
    let bench = Bench::start_in(folder.path()).await;
    bench
        .until("all was read", |it| async move {
            let gap = it.status().await.gap;
            gap.is_some_and(|gap| gap.state == GapState::Done)
        })
        .await;
    let [gap] = &bench.patchbay.gaps().await.unwrap()[..] else {
        panic!("it is one recovery")
    };
    assert_eq!(
        (found(gap, "Order Created"), found(gap, "Refund Created")),
        (ORDERS, REFUNDS)
    );
    let rows = all(&bench).await;
    for (trigger, events) in [("order_created", ORDERS), ("refund_created", REFUNDS)] {
        let counted = counted(&rows, trigger);
        assert_eq!(counted.len(), events as usize, "{trigger}");
        assert!(counted.values().all(|events| *events == 1), "{trigger}");
    }
}
