//! What happens to stores and their hooks is noticed, kept, mended where it can be, and asked for
//! no more than that needs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::path::Path;
use std::sync::{Arc, Mutex};

use patchbay_core::clock::{Clock, SystemClock};
use patchbay_core::view::{
    AppView, AttentionKind, HookState, HookStatus, OutcomeKind, StoreHealthView, StoreNoteKind,
    StoreRow, StoreState, SweepProgress, SweepWork,
};
use serde_json::{Value, json};
use support::clock::Ahead;
use support::elsewhere::{Elsewhere, with_api};
use support::{Bench, Registered, STORE};

const OTHERS: [&str; 2] = ["z4zn3wo", "q8tk1m2r"];
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

async fn row(bench: &Bench) -> StoreRow {
    row_of(bench, STORE).await
}

async fn row_of(bench: &Bench, hash: &str) -> StoreRow {
    let rows = bench.patchbay.store_rows().await.unwrap();
    rows.into_iter().find(|row| row.hash == hash).unwrap()
}

fn kind(row: &StoreRow) -> Option<AttentionKind> {
    row.attention.as_ref().map(|it| it.kind)
}

async fn health(bench: &Bench) -> StoreHealthView {
    let id = row(bench).await.id;
    bench.patchbay.store_health(id).await.unwrap()
}

async fn check(bench: &Bench) -> StoreHealthView {
    let id = row(bench).await.id;
    bench.patchbay.check_store(id).await.unwrap();
    health(bench).await
}

fn notes(health: &StoreHealthView) -> Vec<(StoreNoteKind, &str)> {
    let notes = health.history.iter();
    notes
        .map(|note| (note.kind, note.detail.as_str()))
        .collect()
}

async fn drive(bench: &Bench, app: &Registered, what: &str) {
    let body = json!({"client_id": app.client_id});
    bench.drive(&format!("stores/{STORE}/{what}"), body).await;
}

async fn three_stores(bench: &Bench) -> (AppView, Registered) {
    let (app, registered) = bench.installed().await;
    for store in OTHERS {
        bench.install(&app, &registered, store).await;
    }
    bench
        .until("twelve active hooks", |it| async move {
            let rows = it.patchbay.store_rows().await.unwrap();
            rows.iter().map(|row| row.hooks_active).sum::<u32>() == 12
        })
        .await;
    (app, registered)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deactivated_hook_is_found_and_active_again() {
    let bench = Bench::start().await;
    let (_, registered) = bench.installed().await;
    let before = check(&bench).await;
    assert_eq!(before.hooks.len(), 4);
    assert!(
        before
            .hooks
            .iter()
            .all(|hook| hook.status == HookStatus::Active)
    );
    assert!(
        before.hooks.iter().all(|hook| hook.trigger.is_some()),
        "they are ours"
    );
    drive(&bench, &registered, "hooks/give-up").await;
    let after = check(&bench).await;
    assert!(
        after
            .hooks
            .iter()
            .all(|hook| hook.status == HookStatus::Active)
    );
    assert_eq!(notes(&after)[0], (StoreNoteKind::HooksMended, "4"));
    let there = bench.practice_hooks(&registered.client_id).await;
    assert_eq!(there.len(), 4, "none is made twice");
    bench.place_order().await;
    bench
        .until("it arrives", |it| async move { it.feed().await.total >= 1 })
        .await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hook_whose_trigger_is_off_stays_off() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let patchbay = &bench.patchbay;
    patchbay
        .set_trigger(app.id, "cart_updated", false)
        .await
        .unwrap();
    drive(&bench, &registered, "hooks/give-up").await;
    let after = check(&bench).await;
    assert_eq!(after.hooks.len(), 3);
    assert_eq!(notes(&after)[0], (StoreNoteKind::HooksMended, "3"));
    assert_eq!(row(&bench).await.hooks_wanted, 3);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn theirs_are_told_from_ours_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let bench = with_api(home.path()).await;
    bench.installed().await;
    let elsewhere = Elsewhere::of(&bench, STORE).await;
    let hook = json!({
        "scope": "store/order/created", "destination": "https://other.example/hooks?key=s3cret",
        "is_active": true, "headers": {"Authorization": "Bearer s3cret"},
    });
    let made = elsewhere.call(&bench, "POST", "/v3/hooks", hook).await;
    assert!(made.status().is_success());
    let health = check(&bench).await;
    let (ours, theirs): (Vec<_>, Vec<_>) =
        health.hooks.iter().partition(|hook| hook.trigger.is_some());
    assert_eq!((ours.len(), theirs.len()), (4, 1));
    assert_eq!(theirs[0].destination, "https://other.example/hooks?…");
    assert_eq!(theirs[0].headers, ["Authorization"]);
    let shown = serde_json::to_string(&health).unwrap();
    assert!(!shown.contains("s3cret"), "no value is shown");
    let kept = std::fs::read(bench.home().join("ledger.db")).unwrap();
    let wal = std::fs::read(bench.home().join("ledger.db-wal")).unwrap_or_default();
    for file in [kept, wal] {
        assert!(!file.windows(6).any(|part| part == b"s3cret"), "nor kept");
    }
    let row = row(&bench).await;
    assert_eq!(
        (row.hooks_active, row.hooks_wanted, kind(&row)),
        (4, 4, None)
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_that_is_told_of_failed_deliveries_keeps_its_place() {
    let home = tempfile::tempdir().unwrap();
    let bench = with_api(home.path()).await;
    let (_, registered) = bench.installed().await;
    let elsewhere = Elsewhere::of(&bench, STORE).await;
    bench
        .until("the hook for exceptions", |it| async {
            it.exception_hooks(&registered.client_id).len() == 1
        })
        .await;
    let ours = bench.exception_hooks(&registered.client_id).remove(0);
    let delete = async |id: &Value| {
        let path = format!("/v3/hooks/{id}");
        let gone = elsewhere.call(&bench, "DELETE", &path, Value::Null).await;
        assert!(gone.status().is_success());
    };
    delete(&ours["id"]).await;
    let theirs = json!({
        "scope": support::EXCEPTIONS, "destination": "https://other.example/failed", "is_active": true,
    });
    let made = elsewhere.call(&bench, "POST", "/v3/hooks", theirs).await;
    let made: Value = made.json().await.unwrap();
    for _ in 0..2 {
        let exceptions = check(&bench).await.exceptions.unwrap();
        assert_eq!(exceptions.state, HookState::Failing);
        let problem = exceptions.problem.unwrap();
        assert_eq!(problem.title, "Something else is told of them");
    }
    let told = health(&bench).await;
    let theirs = told.hooks.iter().filter(|hook| hook.trigger.is_none());
    let to: Vec<&str> = theirs.map(|hook| hook.destination.as_str()).collect();
    assert_eq!(to, ["https://other.example/failed"], "it is left alone");
    assert_eq!(kind(&row(&bench).await), None, "nobody has to act");
    delete(&made["data"]["id"]).await;
    let exceptions = check(&bench).await.exceptions.unwrap();
    assert_eq!(
        (exceptions.state, exceptions.problem),
        (HookState::Active, None)
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_domain_is_shown_with_its_time() {
    let bench = Bench::start().await;
    let (_, registered) = bench.installed().await;
    drive(&bench, &registered, "hooks/block").await;
    let health = check(&bench).await;
    let now = SystemClock.now_ms();
    let blocked = &health.blocked[0];
    assert!(blocked.ours, "{blocked:?}");
    assert!(blocked.until.0 > now + 170_000 && blocked.until.0 <= now + 181_000);
    assert_eq!(blocked.reasons[0].words, "status 500");
    assert!(blocked.reasons[0].count >= 100);
    let row = row(&bench).await;
    assert_eq!(kind(&row), Some(AttentionKind::Blocked));
    assert_eq!(row.attention.unwrap().at, Some(blocked.until));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_token_is_noticed_once_and_never_asked_with_again() {
    let home = tempfile::tempdir().unwrap();
    let bench = with_api(home.path()).await;
    let (app, registered) = bench.installed().await;
    let elsewhere = Elsewhere::of(&bench, STORE).await;
    bench
        .faults(json!({"revoked_tokens": true, "store": STORE}))
        .await;
    bench.patchbay.check_due().await.unwrap();
    let found = row(&bench).await;
    assert_eq!(
        (found.state, kind(&found)),
        (StoreState::Revoked, Some(AttentionKind::Revoked))
    );
    bench.faults(json!({})).await;
    let before = elsewhere.used_at_rest(&bench).await;
    bench.patchbay.check_due().await.unwrap();
    let report = bench
        .patchbay
        .sweep_stores(&[found.id], SweepWork::Check, |_| {})
        .await;
    assert_eq!(report.unwrap().outcomes[0].kind, OutcomeKind::PassedOver);
    assert_eq!(
        elsewhere.used(&bench).await,
        before + 1,
        "nobody else asked"
    );
    let health = health(&bench).await;
    let revoked = notes(&health)
        .into_iter()
        .filter(|(kind, _)| *kind == StoreNoteKind::Revoked);
    assert_eq!(revoked.count(), 1);
    assert_eq!(health.next_at, None, "nor will be");
    bench.install(&app, &registered, STORE).await;
    bench
        .until("four active hooks", |it| async move {
            let row = row(it).await;
            (row.state, row.hooks_active) == (StoreState::Connected, 4)
        })
        .await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_works_again_is_taken_up_when_the_user_asks() {
    let bench = Bench::start().await;
    bench.installed().await;
    bench.faults(json!({"revoked_tokens": true})).await;
    check(&bench).await;
    assert_eq!(row(&bench).await.state, StoreState::Revoked);
    bench.faults(json!({})).await;
    let health = check(&bench).await;
    let row = row(&bench).await;
    assert_eq!((row.state, row.hooks_active), (StoreState::Connected, 4));
    assert!(
        notes(&health)
            .iter()
            .any(|(kind, _)| *kind == StoreNoteKind::Works)
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_store_is_asked_less_and_less_until_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let (clock, bench) = on_a_clock(folder.path()).await;
    bench.installed().await;
    bench.faults(json!({"server_error": 503})).await;
    let mut waits = Vec::new();
    for _ in 0..3 {
        assert!(bench.patchbay.check_due().await.unwrap());
        let health = health(&bench).await;
        waits.push(health.next_at.unwrap().0 - clock.now_ms());
        clock.put_forward(waits[waits.len() - 1] + 1);
    }
    assert!(waits.is_sorted(), "{waits:?}");
    assert!(
        waits[0] >= 48 * 60_000 * 9 / 10 && waits[2] > 3 * HOUR,
        "{waits:?}"
    );
    let found = row(&bench).await;
    assert_eq!(
        (found.state, kind(&found)),
        (StoreState::Connected, Some(AttentionKind::Down))
    );
    assert!(!found.last_error.unwrap().over);
    bench.faults(json!({})).await;
    assert!(bench.patchbay.check_due().await.unwrap());
    let health = health(&bench).await;
    let kinds: Vec<_> = notes(&health).iter().map(|(kind, _)| *kind).collect();
    assert_eq!(
        kinds[..2],
        [StoreNoteKind::Up, StoreNoteKind::Down],
        "each is noted once"
    );
    let found = row(&bench).await;
    assert_eq!(kind(&found), None);
    assert!(found.last_error.unwrap().over, "what was is still told");
    bench.patchbay.stop().await;
}

/// The app on a clock that can be put forward.
async fn on_a_clock(home: &Path) -> (Arc<Ahead>, Bench) {
    let clock = Arc::new(Ahead::default());
    let bench = Bench::start_at(home, 0, clock.clone()).await;
    (clock, bench)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hook_that_carries_nothing_is_warned_of_before_it_lapses() {
    let folder = tempfile::tempdir().unwrap();
    let (clock, bench) = on_a_clock(folder.path()).await;
    bench.installed().await;
    let health = check(&bench).await;
    let lapses = health.hooks[0].lapses_at.unwrap().0;
    assert!((lapses - clock.now_ms() - 90 * DAY).abs() < HOUR);
    clock.put_forward(75 * DAY);
    assert_eq!(kind(&row(&bench).await), None);
    clock.put_forward(2 * DAY);
    let warned = row(&bench).await.attention.unwrap();
    assert_eq!(warned.kind, AttentionKind::Lapsing);
    assert!((warned.at.unwrap().0 - lapses).abs() < HOUR);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_owner_is_noted_and_so_is_a_removed_user() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    check(&bench).await;
    let owner = json!({"email": "new@owner.example"});
    bench.drive(&format!("stores/{STORE}/owner"), owner).await;
    let after = check(&bench).await;
    let (noted, detail) = notes(&after)[0];
    assert_eq!(noted, StoreNoteKind::AdminChanged);
    assert!(detail.ends_with("→ new@owner.example"), "{detail}");
    bench.install(&app, &registered, STORE).await;
    let kinds: Vec<_> = notes(&health(&bench).await)
        .iter()
        .map(|(kind, _)| *kind)
        .collect();
    assert_eq!(
        kinds[..2],
        [StoreNoteKind::Consented, StoreNoteKind::OwnerChanged]
    );
    let store = bench.patchbay.store(row(&bench).await.id).await.unwrap();
    assert_eq!(store.owner.as_deref(), Some("new@owner.example"));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_bigcommerce_writes_to_can_be_set() {
    let bench = Bench::start().await;
    bench.installed().await;
    let id = row(&bench).await.id;
    let emails = ["ops@example.com".to_owned()];
    let health = bench.patchbay.set_hook_emails(id, &emails).await.unwrap();
    assert_eq!(health.emails, emails);
    assert_eq!(
        notes(&health)[0],
        (StoreNoteKind::EmailsChanged, "ops@example.com")
    );
    let refused = bench
        .patchbay
        .set_hook_emails(id, &["nobody".to_owned()])
        .await;
    assert!(refused.is_err());
    assert_eq!(check(&bench).await.emails, emails);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_tells_of_every_store_and_asks_each_little() {
    let home = tempfile::tempdir().unwrap();
    let bench = with_api(home.path()).await;
    let (_, registered) = three_stores(&bench).await;
    let elsewhere = Elsewhere::of(&bench, STORE).await;
    let rows = bench.patchbay.store_rows().await.unwrap();
    let ids: Vec<u32> = rows.iter().map(|row| row.id).collect();
    let before = elsewhere.used_at_rest(&bench).await;
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = heard.clone();
    let tell = move |progress: SweepProgress| hears.lock().unwrap().push(progress);
    let report = bench
        .patchbay
        .sweep_stores(&ids, SweepWork::Check, tell)
        .await
        .unwrap();
    assert_eq!(
        elsewhere.used(&bench).await,
        before + 3,
        "two requests a store"
    );
    assert_eq!((report.outcomes.len(), report.left), (3, 0));
    assert!(
        report
            .outcomes
            .iter()
            .all(|it| it.kind == OutcomeKind::Well),
        "{report:?}"
    );
    let told: Vec<(u32, u32)> = heard
        .lock()
        .unwrap()
        .iter()
        .map(|it| (it.done, it.total))
        .collect();
    assert_eq!(told, [(0, 3), (1, 3), (2, 3), (3, 3)]);
    bench.faults(json!({"nobody": true})).await;
    drive(&bench, &registered, "hooks/give-up").await;
    let report = bench
        .patchbay
        .sweep_stores(&ids, SweepWork::Check, |_| {})
        .await
        .unwrap();
    let mended = report
        .outcomes
        .iter()
        .find(|it| it.kind == OutcomeKind::Mended)
        .unwrap();
    assert_eq!(mended.words, "4 hooks were off, active again now.");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hooks_of_several_stores_are_written_anew() {
    let home = tempfile::tempdir().unwrap();
    let bench = with_api(home.path()).await;
    let (_, registered) = three_stores(&bench).await;
    let client_id = registered.client_id.as_str();
    let before = bench.practice_hooks(client_id).await;
    let ids: Vec<u32> = bench
        .patchbay
        .store_rows()
        .await
        .unwrap()
        .iter()
        .map(|it| it.id)
        .collect();
    let elsewhere = Elsewhere::of(&bench, STORE).await;
    let hook = before.iter().find(|hook| hook["store"] == STORE).unwrap();
    let path = format!("/v3/hooks/{}", hook["id"]);
    elsewhere.call(&bench, "DELETE", &path, Value::Null).await;
    let report = bench
        .patchbay
        .sweep_stores(&ids, SweepWork::Register, |_| {})
        .await
        .unwrap();
    assert!(
        report
            .outcomes
            .iter()
            .all(|it| it.words == "4 hooks active."),
        "{report:?}"
    );
    bench
        .until("all are there", |it| async move {
            let hooks = it.practice_hooks(client_id).await;
            hooks.len() == 12 && hooks.iter().all(|hook| hook["is_active"] == true)
        })
        .await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_is_cancelled_midway() {
    let bench = Bench::start().await;
    three_stores(&bench).await;
    let ids: Vec<u32> = bench
        .patchbay
        .store_rows()
        .await
        .unwrap()
        .iter()
        .map(|it| it.id)
        .collect();
    bench
        .faults(json!({"slow_ms": 20_000, "store": OTHERS[0]}))
        .await;
    let it = bench.patchbay.clone();
    let tell = move |progress: SweepProgress| {
        if progress.done == 2 {
            it.unwatch(progress.watch);
        }
    };
    let began = std::time::Instant::now();
    let report = bench
        .patchbay
        .sweep_stores(&ids, SweepWork::Check, tell)
        .await
        .unwrap();
    assert!(began.elapsed().as_secs() < 15, "it waits for nobody");
    assert_eq!((report.outcomes.len(), report.left), (2, 1));
    bench.faults(json!({})).await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_429_is_waited_for() {
    let bench = Bench::start().await;
    bench.installed().await;
    bench
        .faults(json!({"too_many": "without_headers", "answers": 1}))
        .await;
    let id = row(&bench).await.id;
    let report = bench
        .patchbay
        .sweep_stores(&[id], SweepWork::Check, |_| {})
        .await
        .unwrap();
    assert_eq!(report.outcomes[0].kind, OutcomeKind::Well, "{report:?}");
    assert_eq!(row(&bench).await.last_error, None);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_told_is_there_without_bigcommerce() {
    let bench = Bench::start().await;
    bench.installed().await;
    let told = check(&bench).await;
    assert!(told.quota.unwrap().left > 0);
    bench.patchbay.stop_practice().await.unwrap();
    assert!(
        bench.patchbay.check_due().await.unwrap(),
        "nobody starts it for that"
    );
    let kept = health(&bench).await;
    assert_eq!(kept, told);
    assert!(kept.told_at.is_some());
    let practice = bench.status().await.practice;
    assert_eq!(practice.portal_url, None, "it rests");
    bench.patchbay.stop().await;
}
