//! The whole app killed at random moments of running orchestrations: every order has its run, and
//! nothing is created, refunded or sent twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use patchbay_core::view::{
    BeginWith, Document, FeedQuery, ForwardAddressSpec, PracticeState, RunFilter, RunRow, RunSaid,
    RunState,
};
use serde_json::{Value, json};
use support::clock::Ahead;
use support::elsewhere::four_ports;
use support::receiver::Receiver;
use support::shop::REFUNDS;
use support::{Bench, STORE};

const KILLS: u64 = 50;

/// Orders that are placed after each start.
const ORDERS: u32 = 2;

/// The app as a process that can be killed; a test that does nothing unless it is given a folder.
#[test]
fn works() {
    let last = std::env::args().next_back().map(std::path::PathBuf::from);
    if let Some(folder) = last.filter(|last| last.is_dir()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(work_in(&folder));
    }
}

/// Installs and draws up on the first start; places orders on every one, and says when.
async fn work_in(folder: &Path) {
    let bench = Bench::start_on(folder, port(folder)).await;
    if bench.patchbay.stores(None).await.unwrap().is_empty() {
        draw_up(&bench, folder).await;
    }
    practises(&bench).await;
    bench.faults(json!({ "slow_ms": 15 })).await;
    let mut out = std::io::stdout();
    writeln!(out, "ready").unwrap();
    for _ in 0..ORDERS {
        bench.place_order().await;
    }
    std::future::pending().await
}

/// The listener's port, the same at each start.
fn port(folder: &Path) -> u16 {
    let port = std::fs::read_to_string(folder.join("port")).unwrap();
    port.parse().unwrap()
}

/// Waits until the practice BigCommerce runs again.
async fn practises(bench: &Bench) {
    bench
        .until("practice runs", |it| async move {
            it.status().await.practice.state == PracticeState::Running
        })
        .await;
}

async fn draw_up(bench: &Bench, folder: &Path) {
    bench.installed().await;
    let patchbay = &bench.patchbay;
    let url = std::fs::read_to_string(folder.join("receiver")).unwrap();
    let spec = ForwardAddressSpec {
        name: "ERP".into(),
        url,
        forwards: false,
        conditions: Vec::new(),
    };
    let address = patchbay.save_forward_address(None, &spec).await.unwrap();
    let store = patchbay.store_rows().await.unwrap()[0].id;
    let id = patchbay
        .new_orchestration(&BeginWith::Nothing)
        .await
        .unwrap();
    patchbay
        .set_orchestration_stores(id, vec![store])
        .await
        .unwrap();
    let document = Document::read(&document(address.id).to_string()).unwrap();
    let saved = patchbay.save_draft(id, &document).await.unwrap();
    assert_eq!(saved.findings, []);
    patchbay.publish_orchestration(id, "").await.unwrap();
    patchbay.enable_orchestration(id).await.unwrap();
}

/// A write of each class: looked for by its key, compared with what is there, safe to repeat, and one
/// of which nobody can tell.
fn document(address: u32) -> Value {
    let action = |id: &str, action: &str, input: Value, confirm: Option<&str>| {
        let mut work = json!({ "connector": "bigcommerce", "action": action, "input": input });
        if let Some(confirm) = confirm {
            work["confirm"] = json!(confirm);
        }
        json!({ "id": id, "do": { "action": work } })
    };
    let items =
        json!([{ "item_type": "ORDER", "item_id": "{{ trigger.order.id }}", "amount": "1.00" }]);
    json!({
        "schema_version": 1, "name": "Everything once",
        "trigger": { "webhook": { "connector": "bigcommerce", "of": { "trigger": "order_created" } } },
        "steps": [
            action("product", "create_product", json!({ "name": "For order {{ trigger.order.id }}",
                "sku": "O-{{ trigger.order.id }}", "type": "physical", "weight": "1", "price": "1.00" }), None),
            action("quote", "quote_refund", json!({ "order_id": "{{ trigger.order.id }}", "items": items }), None),
            action("refund", "create_refund", json!({ "order_id": "{{ trigger.order.id }}", "items": items,
                "payments": [{ "provider_id": "{{ steps.quote.refund_methods[0][0].provider_id }}",
                    "amount": "{{ steps.quote.refund_methods[0][0].amount }}", "offline": true }] }),
                Some("go")),
            action("note", "set_order_metafield", json!({ "order_id": "{{ trigger.order.id }}",
                "namespace": "patchbay", "key": "seen", "value": "yes", "permission_set": "app_only" }), None),
            { "id": "tell", "do": { "http": { "origin": address.to_string(), "method": "POST",
                "path": "/orders", "body": { "order": "{{ trigger.order.id }}" } } } },
        ],
    })
}

/// Runs it for a while after it is ready, then kills it.
fn killed_after(folder: &Path, millis: u64) {
    let mut app = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "works", "--nocapture"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(app.stdout.take().unwrap()).lines();
    let ready = lines.find(|line| line.as_ref().is_ok_and(|line| line == "ready"));
    assert!(ready.is_some(), "the app ended by itself");
    std::thread::sleep(Duration::from_millis(millis));
    app.kill().unwrap();
    app.wait().unwrap();
}

/// Moments that are spread over a run, and the same at each test.
fn moment(kill: u64) -> u64 {
    (kill * 7_919) % 600
}

async fn runs(bench: &Bench) -> Vec<RunRow> {
    let mut all = Vec::new();
    loop {
        let before = all.last().map(|run: &RunRow| run.id);
        let page = bench
            .patchbay
            .runs(RunFilter::default(), before)
            .await
            .unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

/// What arrived at the user's own server, by order.
fn taken(receiver: &Receiver) -> HashMap<u64, usize> {
    let mut taken = HashMap::new();
    for request in receiver.taken() {
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        *taken.entry(body["order"].as_u64().unwrap()).or_default() += 1;
    }
    taken
}

/// Says what a person would who looked at the server.
async fn settle(bench: &Bench, receiver: &Receiver, run: &RunRow) {
    let view = bench.patchbay.run(run.id).await.unwrap();
    let asks = view.steps.iter().find(|step| step.asks.is_some());
    let step = asks.unwrap_or_else(|| panic!("nothing is asked of {view:#?}"));
    assert_eq!(step.id, "tell", "all else is looked for: {view:#?}");
    let trigger: Value = serde_json::from_str(&view.trigger.unwrap()).unwrap();
    let order = trigger["order"]["id"].as_u64().unwrap();
    let said = match taken(receiver).contains_key(&order) {
        true => RunSaid::Happened,
        false => RunSaid::DidNot,
    };
    let patchbay = &bench.patchbay;
    patchbay
        .say_of_run(run.id, &step.place, said, None)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_leave_no_event_without_its_run_and_nothing_done_twice() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::start().await;
    std::fs::write(folder.path().join("receiver"), receiver.url("/in")).unwrap();
    std::fs::write(folder.path().join("port"), four_ports().to_string()).unwrap();
    for kill in 0..KILLS {
        let folder = folder.path().to_owned();
        tokio::task::spawn_blocking(move || killed_after(&folder, moment(kill)))
            .await
            .unwrap();
    }
    let clock = Arc::new(Ahead::default());
    let bench = Bench::start_at(folder.path(), port(folder.path()), clock.clone()).await;
    practises(&bench).await;
    bench.faults(json!({})).await;
    let deadline = Instant::now() + Duration::from_secs(120);
    let all = loop {
        let all = runs(&bench).await;
        for run in all.iter().filter(|run| run.state == RunState::Unknown) {
            settle(&bench, &receiver, run).await;
        }
        if all.iter().all(|run| run.state == RunState::Succeeded) {
            break all;
        }
        if let Some(dead) = all.iter().find(|run| run.state == RunState::Dead) {
            panic!("{:#?}", bench.patchbay.run(dead.id).await.unwrap().steps);
        }
        assert!(Instant::now() < deadline, "{all:#?}");
        clock.put_forward(31_000);
        tokio::time::sleep(Duration::from_secs(6)).await;
    };
    once_each(&bench, &receiver, &all).await;
}

/// The events that orders were created, by their ids.
async fn orders_created(bench: &Bench) -> Vec<u32> {
    let (mut ids, mut before) = (Vec::new(), None);
    loop {
        let query = FeedQuery {
            limit: 200,
            before,
            ..FeedQuery::default()
        };
        let page = bench.patchbay.feed_page(&query).await.unwrap();
        let created = page
            .rows
            .iter()
            .filter(|row| row.trigger == "Order Created");
        ids.extend(created.map(|row| row.id));
        before = page.rows.last().map(|row| row.id);
        if before.is_none() {
            return ids;
        }
    }
}

async fn once_each(bench: &Bench, receiver: &Receiver, all: &[RunRow]) {
    let feed = orders_created(bench).await;
    let mut events: Vec<u32> = all.iter().filter_map(|run| run.event_id).collect();
    events.sort_unstable();
    let mut arrived = feed;
    arrived.sort_unstable();
    assert_eq!(events, arrived, "each has its run");
    assert!(all.len() as u64 > KILLS, "{} runs", all.len());
    let panel = bench.control_panel().await;
    let calls = bench
        .get(&format!("{panel}/practice/calls?store={STORE}"))
        .await;
    let calls: Value = calls.json().await.unwrap();
    let twice = calls["twice"][STORE].as_object().unwrap().keys();
    let made = |kind: &&String| !kind.ends_with("/refund_quotes") && !kind.ends_with("/hooks");
    assert_eq!(
        twice.filter(made).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
    let counts = &calls["counts"][STORE];
    let accepted = |kind: &str| counts[kind]["accepted"].as_u64().unwrap_or_default();
    let orders = all.len() as u64;
    assert_eq!(accepted(REFUNDS), orders);
    assert_eq!(accepted("POST /v3/catalog/products"), orders);
    let taken = taken(receiver);
    assert_eq!(taken.len() as u64, orders);
    assert!(taken.values().all(|times| *times == 1), "{taken:?}");
}
