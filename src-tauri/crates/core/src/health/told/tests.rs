use super::*;
use patchbay_bigcommerce::api::BlockReason;
use patchbay_ledger::HookKind;

const NOW: i64 = 1_790_000_000_000;
const BASE: &str = "https://me.example";

fn ours(id: &str, active: bool) -> Hook {
    Hook {
        id: id.into(),
        store_id: 1,
        kind: HookKind::Trigger,
        trigger: format!("trigger-{id}"),
        remote_id: None,
        destination: format!("{BASE}/h/{id}"),
        active,
        checked_at: None,
        proved_at: None,
        last_delivery_at: None,
        quiet_since: None,
        problem: None,
    }
}

fn there(id: i64, destination: &str, status: RemoteStatus) -> HookHealth {
    HookHealth {
        id,
        scope: "store/order/created".into(),
        destination: destination.into(),
        headers: vec!["Authorization".into()],
        status,
        created_at_s: Some(NOW / 1000 - 60),
        updated_at_s: None,
    }
}

fn admin(hooks: Vec<HookHealth>) -> HooksAdmin {
    HooksAdmin {
        hooks,
        ..HooksAdmin::default()
    }
}

fn active(known: &[Hook], hooks: Vec<HookHealth>, base: Option<&str>) -> Vec<bool> {
    let told = of_hooks(&admin(hooks), known, base, NOW);
    told.iter().map(|told| told.active).collect()
}

#[test]
fn a_hook_is_active_that_both_sides_have_for_active_where_it_should_point() {
    let known = [ours("a", true)];
    let at = |to: &str, status| vec![there(1, to, status)];
    let here = format!("{BASE}/h/a");
    assert_eq!(
        active(&known, at(&here, RemoteStatus::Active), Some(BASE)),
        [true]
    );
    for status in [
        RemoteStatus::Deactivated,
        RemoteStatus::Inactive,
        RemoteStatus::Unknown,
    ] {
        assert_eq!(
            active(&known, at(&here, status), Some(BASE)),
            [false],
            "{status:?}"
        );
    }
    let elsewhere = at("https://old.example/h/a", RemoteStatus::Active);
    assert_eq!(active(&known, elsewhere.clone(), Some(BASE)), [false]);
    assert_eq!(active(&known, elsewhere, None), [false], "nor where it was");
    assert_eq!(active(&known, vec![], Some(BASE)), [false], "it is gone");
    let doubted = [ours("a", false)];
    assert_eq!(
        active(&doubted, at(&here, RemoteStatus::Active), Some(BASE)),
        [false]
    );
}

#[test]
fn ours_and_theirs_are_told_apart() {
    let known = [ours("a", true)];
    let theirs = "https://other.example/hooks?token=secret";
    let hooks = vec![
        there(1, &format!("{BASE}/h/a"), RemoteStatus::Active),
        there(2, theirs, RemoteStatus::Active),
    ];
    let told = told(&admin(hooks), &known, None, NOW);
    assert_eq!(told.hooks[0].ours.as_deref(), Some("a"));
    assert_eq!(told.hooks[1].ours, None);
    assert_eq!(told.hooks[1].destination, "https://other.example/hooks?…");
    assert_eq!(told.hooks[1].headers, ["Authorization"]);
}

#[test]
fn a_block_ends_when_its_time_is_over() {
    let blocked = BlockedDomain {
        destination: "me.example".into(),
        time_left_s: 90,
        reasons: vec![BlockReason {
            description: "status 500".into(),
            count: 12,
            timestamp: String::new(),
        }],
    };
    let admin = HooksAdmin {
        blocked: vec![blocked],
        ..HooksAdmin::default()
    };
    let told = told(&admin, &[], None, NOW);
    assert_eq!(told.blocked[0].until, NOW + 90_000);
    assert_eq!(told.blocked[0].reasons, [("status 500".to_owned(), 12)]);
}
