//! BigCommerce tells of deliveries that fail: it is kept and shown, has the store looked at, and what
//! is lost found again. None of it counts as a merchant's.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::sync::Arc;
use std::time::Duration;

use patchbay_core::view::{
    AppView, Condition, ExceptionView, ExceptionsView, FaultSpec, FeedQuery, FeedRow,
    ForwardAddressSpec, HookState, Origin, StoreHealthView, StoreNoteKind, Term, Verdict,
};
use patchbay_ledger::Ledger;
use serde_json::{Value, json};
use support::clock::Ahead;
use support::outside::{by_name, points_to, through_address};
use support::receiver::Receiver;
use support::{Bench, EXCEPTIONS, Registered, STORE};
use tempfile::TempDir;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// The app installed on a store, on a clock that can be put forward.
struct Shop {
    bench: Bench,
    clock: Arc<Ahead>,
    registered: Registered,
    app: AppView,
    store: u32,
    _folder: TempDir,
}

impl Shop {
    async fn open() -> Self {
        let (folder, clock) = (tempfile::tempdir().unwrap(), Arc::new(Ahead::default()));
        let bench = Bench::start_at(folder.path(), 0, clock.clone()).await;
        let (app, registered) = bench.installed().await;
        let store = bench.patchbay.store_rows().await.unwrap()[0].id;
        let shop = Self {
            bench,
            clock,
            registered,
            app,
            store,
            _folder: folder,
        };
        shop.until_told_by(HookState::Active).await;
        shop.bench.watermarks_begun(store).await;
        shop
    }

    async fn health(&self) -> StoreHealthView {
        self.bench.patchbay.store_health(self.store).await.unwrap()
    }

    async fn exceptions(&self) -> ExceptionsView {
        self.health().await.exceptions.unwrap()
    }

    async fn until_told_by(&self, state: HookState) {
        self.bench
            .until("the hook for exceptions", |_| async move {
                self.exceptions().await.state == state
            })
            .await;
    }

    /// Waits until BigCommerce told something with this code.
    async fn until_told(&self, code: u32) -> ExceptionView {
        self.bench
            .until(&format!("told {code}"), |_| async move {
                let last = self.exceptions().await.last;
                last.is_some_and(|last| last.code == Some(code))
            })
            .await;
        self.exceptions().await.last.unwrap()
    }

    /// Waits until the store was checked after `at`.
    async fn until_checked_after(&self, at: Option<i64>) {
        self.bench
            .until("the store is checked", |_| async move {
                let checked = self.health().await.checked_at.map(|at| at.0);
                checked > at
            })
            .await;
    }

    /// Every delivery of the four hooks is answered with 500 until that is taken back.
    async fn refuses(&self) {
        let spec = FaultSpec {
            store_id: None,
            trigger: None,
            status: 500,
            delay_s: 0,
            minutes: 60,
            times: None,
        };
        self.bench.patchbay.set_fault(spec).await.unwrap();
    }

    async fn drive(&self, what: &str) {
        let body = json!({"client_id": self.registered.client_id});
        self.bench
            .drive(&format!("stores/{STORE}/{what}"), body)
            .await;
    }

    /// The domain of the hooks is blocked, and BigCommerce says so once it is not any more: its own hook
    /// is on the same domain.
    async fn blocks(&self) {
        self.drive("hooks/block").await;
        self.passes(4 * MINUTE).await;
    }

    async fn passes(&self, by_ms: i64) {
        self.bench.drive("clock", json!({"by_ms": by_ms})).await;
    }

    async fn rows(&self) -> Vec<FeedRow> {
        let rows = self.bench.feed().await.rows;
        rows.into_iter().filter(|row| row.exception).collect()
    }

    async fn hooks_active(&self) -> u32 {
        self.bench.patchbay.store_rows().await.unwrap()[0].hooks_active
    }

    /// The hook of a trigger at the practice BigCommerce.
    async fn hook(&self, scope: &str) -> Value {
        let hooks = self.bench.practice_hooks(&self.registered.client_id).await;
        hooks
            .into_iter()
            .find(|hook| hook["scope"] == scope)
            .unwrap()
    }

    fn exception_hook(&self) -> Option<Value> {
        self.bench.exception_hooks(&self.registered.client_id).pop()
    }

    /// Lets time pass until BigCommerce gave a hook up.
    async fn gives_up(&self, scope: &str) {
        for _ in 0..40 {
            if self.hook(scope).await["deactivated"] == true {
                return;
            }
            self.passes(DAY).await;
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("BigCommerce does not give up");
    }
}

fn noted(health: &StoreHealthView, kind: StoreNoteKind) -> usize {
    let notes = health.history.iter();
    notes.filter(|note| note.kind == kind).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hook_is_one_more_that_no_count_knows() {
    let shop = Shop::open().await;
    let patchbay = &shop.bench.patchbay;
    let row = &patchbay.store_rows().await.unwrap()[0];
    assert_eq!((row.hooks_active, row.hooks_wanted), (4, 4));
    patchbay.check_store(shop.store).await.unwrap();
    let health = shop.health().await;
    assert_eq!(health.hooks.len(), 4, "the fifth is shown by itself");
    assert!(health.hooks.iter().all(|hook| hook.trigger.is_some()));
    assert_eq!(health.exceptions.unwrap().last, None);
    let preview = patchbay.deletion_preview(shop.app.id).await.unwrap();
    assert_eq!(preview.hooks, 4);

    shop.bench
        .until("it is written", |_| async {
            shop.exception_hook().is_some()
        })
        .await;
    let hook = shop.exception_hook().unwrap();
    let others = shop.bench.practice_hooks(&shop.registered.client_id).await;
    let same = |part: &str| others.iter().any(|other| other[part] == hook[part]);
    assert_eq!(others.len(), 4);
    assert!(!same("destination") && !same("headers"), "{hook}");
    patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_is_told_shown_and_has_the_store_checked() {
    let shop = Shop::open().await;
    shop.refuses().await;
    let before = shop.health().await.checked_at.map(|at| at.0);
    let order = shop.bench.place_order().await;
    let told = shop.until_told(90_001).await;
    assert_eq!(
        told.words,
        "BigCommerce could not deliver Order Created and will try again"
    );
    let hook = &shop.hook("store/order/created").await;
    assert_eq!(told.hook.map(u64::from), hook["id"].as_u64());
    assert_eq!(told.trigger.as_deref(), Some("Order Created"));
    assert_eq!(told.host.as_deref(), Some("127.0.0.1"));
    assert!(!told.loses && !told.means.is_empty() && !told.message.is_empty());
    shop.until_checked_after(before).await;

    let row = &shop.rows().await[0];
    assert_eq!((row.verdict, row.origin), (Verdict::Verified, Origin::Live));
    assert_eq!(
        (&row.summary, row.trigger.as_str()),
        (&told.words, "Failed delivery")
    );
    assert_eq!(
        (row.scope.as_str(), row.trigger_id.as_deref()),
        (EXCEPTIONS, None)
    );
    let event = shop.bench.patchbay.event(row.id).await.unwrap();
    assert!(!event.can_fetch, "there is nothing of the merchant's");
    assert_eq!(event.exception, Some(told));
    assert_eq!(event.deliveries[0].answer, None, "the fault spared it");
    let only = |kind: &str| FeedQuery {
        conditions: vec![Condition {
            not: false,
            term: Term::Resource(kind.into()),
        }],
        limit: 50,
        ..FeedQuery::default()
    };
    let found = shop
        .bench
        .patchbay
        .feed_page(&only("webhook"))
        .await
        .unwrap();
    assert!(!found.rows.is_empty() && found.rows.iter().all(|row| row.exception));
    let orders = shop.bench.patchbay.feed_page(&only("order")).await.unwrap();
    assert!(
        orders
            .rows
            .iter()
            .all(|row| row.resource_id == order.to_string())
    );
    shop.bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hook_that_was_given_up_is_active_again_and_what_it_missed_found() {
    let shop = Shop::open().await;
    let patchbay = &shop.bench.patchbay;
    shop.refuses().await;
    shop.bench.place_order().await;
    let before = shop.health().await.checked_at.map(|at| at.0);
    shop.until_told(90_001).await;
    shop.until_checked_after(before).await;

    shop.gives_up("store/order/created").await;
    let told = shop.until_told(90_002).await;
    assert!(
        told.loses && told.words.ends_with("switched its hook off"),
        "{told:?}"
    );
    let missed = shop.bench.place_order().await;
    shop.passes(10 * MINUTE).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(
        shop.hook("store/order/created").await["is_active"],
        false,
        "the store was looked into a moment ago"
    );

    shop.clock.put_forward(3 * MINUTE);
    patchbay.clear_fault();
    shop.bench
        .until("it is active again", |_| async {
            shop.hook("store/order/created").await["is_active"] == true
        })
        .await;
    shop.bench
        .until("what it missed is found", |it| async move {
            let rows = it.feed().await.rows;
            rows.iter().any(|row| {
                row.origin == Origin::Recovered
                    && row.trigger_id.as_deref() == Some("order_created")
                    && row.resource_id == missed.to_string()
            })
        })
        .await;
    assert_eq!(shop.hooks_active().await, 4);
    assert!(noted(&shop.health().await, StoreNoteKind::HooksMended) >= 1);
    patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_looked_into_is_after_a_restart() {
    let shop = Shop::open().await;
    let before = shop.health().await.checked_at.map(|at| at.0);
    shop.blocks().await;
    shop.until_checked_after(before).await;
    shop.drive("hooks/give-up").await;
    shop.until_told(90_002).await;
    let Shop {
        bench,
        clock,
        registered,
        _folder,
        ..
    } = shop;
    let bench = bench.restart_at(clock, async |_| {}).await;
    bench
        .until("they are active again", |it| async {
            let hooks = it.practice_hooks(&registered.client_id).await;
            hooks.iter().all(|hook| hook["is_active"] == true)
        })
        .await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_them_has_a_store_checked_once() {
    let shop = Shop::open().await;
    let before = shop.health().await.checked_at.map(|at| at.0);
    shop.blocks().await;
    shop.until_checked_after(before).await;
    let told = shop.until_told(90_003).await;
    assert_eq!(
        told.words,
        "BigCommerce delivers nothing to 127.0.0.1 for a while"
    );
    let settled = async || {
        tokio::time::sleep(Duration::from_secs(1)).await;
        shop.health().await.checked_at
    };
    let checked = settled().await;
    for _ in 0..5 {
        shop.blocks().await;
    }
    shop.bench
        .until("all are there", |_| async { shop.rows().await.len() >= 24 })
        .await;
    assert_eq!(settled().await, checked);
    shop.clock.put_forward(3 * MINUTE);
    shop.bench.patchbay.clear_fault();
    shop.until_checked_after(checked.map(|at| at.0)).await;
    shop.bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_to_no_forward_address_by_itself() {
    let (shop, receiver) = (Shop::open().await, Receiver::start().await);
    let patchbay = &shop.bench.patchbay;
    let spec = ForwardAddressSpec {
        name: "Development".into(),
        url: receiver.url("/hooks"),
        forwards: true,
        conditions: Vec::new(),
    };
    patchbay.save_forward_address(None, &spec).await.unwrap();
    shop.blocks().await;
    shop.until_told(90_003).await;
    let order = shop.bench.place_order().await;
    shop.bench
        .until("the order is forwarded", |_| async {
            !receiver.taken().is_empty()
        })
        .await;
    for taken in receiver.taken() {
        let body: Value = serde_json::from_slice(&taken.body).unwrap();
        assert_eq!(body["data"]["id"], order, "{body}");
    }
    patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_one_starts_nothing() {
    let shop = Shop::open().await;
    shop.bench.patchbay.check_store(shop.store).await.unwrap();
    let checked = shop.health().await.checked_at;
    shop.bench.faults(json!({"wrong_signature": true})).await;
    shop.drive("hooks/give-up").await;
    shop.bench
        .until("they arrive", |_| async { shop.rows().await.len() == 4 })
        .await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let rows = shop.rows().await;
    assert!(rows.iter().all(|row| row.verdict == Verdict::Quarantined));
    assert_eq!(shop.health().await.checked_at, checked);
    assert_eq!(shop.exceptions().await.last, None, "nor is it believed");
    shop.bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_lapsed_or_is_gone_is_there_again_without_a_word() {
    let shop = Shop::open().await;
    shop.passes(91 * DAY).await;
    shop.bench.place_order().await;
    shop.bench
        .until("it lapses", |_| async {
            shop.exception_hook()
                .is_some_and(|hook| hook["is_active"] == false)
        })
        .await;
    let id = shop.exception_hook().unwrap()["id"].clone();
    shop.bench.patchbay.check_store(shop.store).await.unwrap();
    assert_eq!(shop.exceptions().await.state, HookState::Active);
    shop.bench
        .until("it is active again", |_| async {
            shop.exception_hook()
                .is_some_and(|hook| hook["is_active"] == true)
        })
        .await;
    assert_eq!(shop.exception_hook().unwrap()["id"], id);
    let mended: Vec<String> = shop
        .health()
        .await
        .history
        .into_iter()
        .filter(|note| note.kind == StoreNoteKind::HooksMended)
        .map(|note| note.detail)
        .collect();
    assert_eq!(mended, ["4"], "the others are told of");
    shop.bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_follows_the_address_and_is_paused_with_the_others() {
    let (bench, registered, _) = through_address().await;
    let base = by_name(bench.status().await.listener.port);
    let is = |it: &Bench, active: bool, base: &str| {
        let hooks = it.exception_hooks(&registered.client_id);
        let meant = |hook: &Value| hook["is_active"] == active && points_to(hook, base);
        hooks.len() == 1 && meant(&hooks[0])
    };
    bench
        .until("it points to the address", |it| {
            let there = is(it, true, &base);
            async move { there }
        })
        .await;
    bench
        .patchbay
        .departure(patchbay_core::Wish::Quit, true)
        .await;
    assert_eq!(bench.patchbay.pause_hooks().await.unwrap(), []);
    assert_eq!(bench.status().await.leaving.unwrap().paused, Some(4));
    bench
        .until("it is paused", |it| {
            let there = is(it, false, &base);
            async move { there }
        })
        .await;
    bench.patchbay.stay();
    bench
        .until("it is woken", |it| {
            let there = is(it, true, &base);
            async move { there }
        })
        .await;
    bench.patchbay.set_practice_address(false).await.unwrap();
    bench
        .until("it points here", |it| {
            let there = is(it, true, "http://127.0.0.1:");
            async move { there }
        })
        .await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_the_store_leaves_none() {
    let shop = Shop::open().await;
    let removal = shop.bench.patchbay.remove_store(shop.store).await.unwrap();
    assert_eq!(removal.left_hooks, []);
    shop.bench
        .until("it is gone", |_| async { shop.exception_hook().is_none() })
        .await;
    shop.bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uninstall_leaves_none() {
    let shop = Shop::open().await;
    let manage = shop.bench.manage(STORE).await;
    let uninstall = format!("{manage}/marketplace/apps/{}/uninstall", shop.registered.id);
    shop.bench.post(&uninstall, &[]).await;
    shop.bench
        .until("it is uninstalled", |it| async move {
            let rows = it.patchbay.store_rows().await.unwrap();
            rows[0].state == patchbay_core::view::StoreState::Uninstalled
        })
        .await;
    assert_eq!(shop.exceptions().await.state, HookState::Missing);
    let Shop { bench, _folder, .. } = shop;
    let home = bench.home().to_owned();
    bench.patchbay.stop().await;
    drop(bench);
    let ledger = Ledger::open(&home).unwrap();
    assert_eq!(ledger.every_hook(None).await.unwrap(), []);
    ledger.close().await;
}
