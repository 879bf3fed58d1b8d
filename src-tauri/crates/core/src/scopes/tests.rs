use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use patchbay_connector::bundled;
use patchbay_ledger::{App, AppKind, ChosenScope, Mode, Proof, ScopeKind, Store, StoreState};

use super::*;
use crate::view::{AdviceKind, FindingKind, ScopeMend, ScopeTable, Standing};

const GRANTED: &[&str] = &[
    "store_v2_default",
    "store_v2_products",
    "store_v2_orders",
    "store_v2_information_read_only",
    "users_basic_information",
];

fn bigcommerce() -> &'static Connector {
    &bundled()[0]
}

fn app(additional: &[&str], custom: &[&str]) -> App {
    let chosen = |list: &[&str], kind| {
        let of = |scope: &&str| ChosenScope {
            scope: (*scope).to_owned(),
            kind,
        };
        list.iter().map(of).collect::<Vec<_>>()
    };
    let mut scopes = chosen(additional, ScopeKind::Additional);
    scopes.extend(chosen(custom, ScopeKind::Custom));
    App {
        kind: AppKind::Oauth,
        id: 1,
        connector: "bigcommerce".into(),
        mode: Mode::Live,
        name: "App".into(),
        key: "key".into(),
        client_id: None,
        proof: Proof::NotYet,
        proof_at: None,
        scopes,
        triggers_off: Vec::new(),
        triggers_on: Vec::new(),
        portal_scopes_saved_at: None,
        created_at: 0,
        callbacks_seen: BTreeMap::new(),
    }
}

fn store(id: i64, granted: &[&str]) -> Store {
    Store {
        access: None,
        id,
        app_id: 1,
        hash: format!("hash{id}"),
        state: StoreState::Connected,
        granted: granted.iter().map(|scope| (*scope).to_owned()).collect(),
        installed_by: None,
        owner: None,
        account_uuid: None,
        profile: None,
        installed_at: id,
        proved_at: None,
        problem: None,
        last_event_at: None,
    }
}

fn with(more: &[&'static str]) -> Vec<&'static str> {
    [GRANTED, more].concat()
}

fn judged(app: &App, stores: &[Store]) -> crate::view::ScopeChecklist {
    let situation = Situation {
        stores,
        fetches: false,
    };
    checklist(bigcommerce(), app, situation)
}

fn compared(app: &App, stores: &[Store]) -> ScopeTable {
    judged(app, stores).comparison.unwrap()
}

fn standings(table: &ScopeTable, row: &str) -> (Standing, Vec<(Standing, u32)>) {
    let line = table.lines.iter().find(|line| line.row == row).unwrap();
    let held = line.stores.iter();
    (
        line.portal.standing,
        held.map(|it| (it.cell.standing, it.stores)).collect(),
    )
}

fn reasons(app: &App, scope: &str, fetches: bool) -> Vec<String> {
    let situation = Situation {
        stores: &[],
        fetches,
    };
    let chosen = checklist(bigcommerce(), app, situation).chosen;
    let found = chosen.into_iter().find(|it| it.id == scope);
    found.unwrap().reasons
}

#[test]
fn each_scope_says_what_it_is_there_for() {
    let mut app = app(
        &["store_v2_information_read_only", "store_cart_read_only"],
        &[],
    );
    assert_eq!(
        reasons(&app, "store_v2_orders_read_only", false),
        [
            "Mandatory for BigCommerce",
            "Order Created, Order Updated and Refund Created read their resources with it",
            "Finds missed Order Created, Order Updated and Refund Created again",
        ]
    );
    assert_eq!(
        reasons(&app, "store_v2_orders", false),
        ["Mandatory for BigCommerce"],
        "the weaker one serves"
    );
    assert_eq!(
        reasons(&app, "store_cart_read_only", false),
        ["Cart Updated reads its resource with it"]
    );
    assert_eq!(
        reasons(&app, "store_cart_read_only", true),
        ["Cart Updated fetches its resource as it arrives"]
    );
    assert_eq!(
        reasons(&app, "store_v2_information_read_only", false),
        ["Shows a store’s name, plan and currency"]
    );
    app.triggers_off = vec!["cart_updated".into(), "order_updated".into()];
    assert!(reasons(&app, "store_cart_read_only", false).is_empty());
    assert!(
        reasons(&app, "store_v2_orders_read_only", false)
            .contains(&"Finds missed Order Created and Refund Created again".to_owned())
    );
}

#[test]
fn an_app_listens_as_a_new_one_does_unless_the_user_chose_otherwise() {
    let wanted = |app: &App| {
        let wanted = super::wanted_triggers(bigcommerce(), app);
        wanted.map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    let mut app = app(&[], &[]);
    let four = [
        "order_created",
        "order_updated",
        "refund_created",
        "cart_updated",
    ];
    assert_eq!(wanted(&app), four);
    app.triggers_off = vec!["order_updated".into(), "customer_created".into()];
    app.triggers_on = vec!["order_archived".into(), "product_created".into()];
    let chosen = [
        "order_created",
        "refund_created",
        "cart_updated",
        "product_created",
        "order_archived",
    ];
    assert_eq!(wanted(&app), chosen);
    assert!(
        reasons(&app, "store_v2_products_read_only", false)
            .contains(&"Product Created reads its resource with it".to_owned())
    );
}

#[test]
fn too_little_and_too_much_come_with_the_one_click_that_mends_it() {
    let advice = |app: &App| judged(app, &[]).advice;
    let bare = advice(&app(&[], &[]));
    let scopes: Vec<&str> = bare.iter().map(|it| it.scope.as_str()).collect();
    assert_eq!(
        scopes,
        ["store_v2_information_read_only", "store_cart_read_only"]
    );
    assert!(bare.iter().all(|it| it.kind == AdviceKind::TooLittle));
    assert_eq!(
        bare[1].message,
        "Cart Updated arrives without it, but the cart cannot be read."
    );
    let fitting = ["store_v2_information_read_only", "store_cart_read_only"];
    assert!(advice(&app(&fitting, &[])).is_empty());
    let wide = advice(&app(
        &[
            "store_v2_information_read_only",
            "store_cart",
            "store_v2_customers",
        ],
        &["store_carts"],
    ));
    let found: Vec<_> = wide.iter().map(|it| (it.kind, it.mend.clone())).collect();
    let replace = |scope: &str, by: &str| ScopeMend::Replace {
        scope: scope.into(),
        by: by.into(),
    };
    assert_eq!(
        found,
        [
            (
                AdviceKind::TooMuch,
                replace("store_cart", "store_cart_read_only")
            ),
            (
                AdviceKind::TooMuch,
                ScopeMend::Remove {
                    scope: "store_v2_customers".into()
                }
            ),
            (AdviceKind::Misspelt, replace("store_carts", "store_cart")),
        ]
    );
    let mut without_carts = app(&fitting, &[]);
    without_carts.triggers_off = vec!["cart_updated".into()];
    let advice = advice(&without_carts);
    assert_eq!(advice.len(), 1);
    assert_eq!(
        (advice[0].kind, advice[0].scope.as_str()),
        (AdviceKind::TooMuch, "store_cart_read_only")
    );
}

#[test]
fn nothing_is_compared_before_the_first_grant() {
    let app = app(&["store_cart_read_only"], &[]);
    assert!(judged(&app, &[]).comparison.is_none());
    let held = Store {
        state: StoreState::Held,
        ..store(1, GRANTED)
    };
    let imported = Store {
        state: StoreState::Uninstalled,
        ..store(2, &[])
    };
    assert!(judged(&app, &[held, imported]).comparison.is_none());
}

#[test]
fn the_same_everywhere_is_no_finding() {
    let app = app(
        &["store_v2_information_read_only", "store_cart_read_only"],
        &[],
    );
    let stores = [1, 2, 3].map(|id| store(id, &with(&["store_cart_read_only"])));
    let table = compared(&app, &stores);
    assert!(table.findings.is_empty(), "{:?}", table.findings);
    assert_eq!((table.stores, table.differing_total), (3, 0));
    let rows: Vec<&str> = table.lines.iter().map(|line| line.row.as_str()).collect();
    let expected = ["Carts", "Information & Settings", "Orders", "Products"];
    assert_eq!(rows, expected, "implicit scopes have no line");
    for row in rows {
        assert_eq!(
            standings(&table, row),
            (Standing::Same, vec![(Standing::Same, 3)])
        );
    }
}

#[test]
fn a_row_that_is_not_ticked_is_told_with_its_steps() {
    let app = app(
        &["store_v2_information_read_only", "store_cart_read_only"],
        &[],
    );
    let table = compared(&app, &[store(1, GRANTED)]);
    assert_eq!(
        standings(&table, "Carts"),
        (Standing::Missing, vec![(Standing::Missing, 1)])
    );
    let finding = &table.findings[0];
    assert_eq!(finding.kind, FindingKind::ScopesMissing);
    assert_eq!(
        finding.title,
        "Scopes missing: the portal has Carts at None, not Read-Only"
    );
    let step = &finding.steps[0];
    assert_eq!(
        (&*step.row, &*step.now, &*step.level, &*step.old_level),
        ("Carts", "None", "Read-Only", "read-only")
    );
    assert!(finding.consent);
    assert_eq!(table.findings.len(), 1, "it is not also a store's fault");
}

#[test]
fn stores_that_consented_before_are_told_and_listed() {
    let app = app(
        &["store_v2_information_read_only", "store_cart_read_only"],
        &[],
    );
    let stores = [
        store(1, GRANTED),
        store(2, &with(&["store_cart_read_only"])),
        store(3, &with(&["store_cart_read_only", "store_v2_content"])),
        store(4, &with(&["store_cart_read_only"])),
    ];
    let table = compared(&app, &stores);
    assert_eq!(
        standings(&table, "Carts"),
        (
            Standing::Same,
            vec![(Standing::Same, 3), (Standing::Missing, 1)]
        )
    );
    let titles: Vec<&str> = table.findings.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "1 of 4 stores has not consented to Carts yet",
            "Wider than asked for: 1 of 4 stores still grants more of Content",
        ]
    );
    let differing: Vec<_> = table
        .differing
        .iter()
        .map(|it| (it.id, it.lacks, it.differences.join(", ")))
        .collect();
    assert_eq!(
        differing,
        [
            (1, true, "Carts: None instead of Read-Only".to_owned()),
            (3, false, "Content: Modify instead of None".to_owned()),
        ]
    );
}

#[test]
fn a_wider_portal_is_told_as_wider_and_can_be_taken_over() {
    let app = app(&["store_v2_information_read_only"], &[]);
    let granted = [
        "store_v2_products",
        "store_v2_orders",
        "store_v2_information",
        "store_v2_customers_read_only",
    ];
    let table = compared(&app, &[store(1, &granted)]);
    assert_eq!(
        standings(&table, "Information & Settings").0,
        Standing::Wider
    );
    assert_eq!(standings(&table, "Customers").0, Standing::Unasked);
    let [finding] = table.findings.as_slice() else {
        panic!("{:?}", table.findings);
    };
    assert_eq!(finding.kind, FindingKind::Wider);
    let levels: Vec<_> = finding
        .steps
        .iter()
        .map(|it| (&*it.row, &*it.level))
        .collect();
    assert_eq!(
        levels,
        [
            ("Customers", "None"),
            ("Information & Settings", "Read-Only")
        ]
    );
    assert_eq!(finding.mends.len(), 2);
}

#[test]
fn a_level_too_low_is_less_than_asked_for() {
    let app = app(&["store_v2_information_read_only"], &[]);
    let granted = [
        "store_v2_products",
        "store_v2_orders_read_only",
        "store_v2_information_read_only",
    ];
    let table = compared(&app, &[store(1, &granted)]);
    assert_eq!(standings(&table, "Orders").0, Standing::Narrower);
    assert_eq!(table.findings[0].kind, FindingKind::ScopesMissing);
    assert_eq!(table.findings[0].steps[0].level, "Modify");
}

#[test]
fn a_custom_scope_that_nothing_grants_is_invalid() {
    let app = app(
        &["store_v2_information_read_only"],
        &["store_carts", "store_early_access"],
    );
    let granted = with(&["store_early_access"]);
    let table = compared(&app, &[store(1, &granted)]);
    let [finding] = table.findings.as_slice() else {
        panic!("{:?}", table.findings);
    };
    assert_eq!(finding.kind, FindingKind::InvalidScope);
    assert!(finding.title.ends_with("store_carts"), "{}", finding.title);
    assert_eq!(
        finding.mends[0],
        ScopeMend::Replace {
            scope: "store_carts".into(),
            by: "store_cart".into()
        }
    );
    assert_eq!(
        standings(&table, "store_early_access"),
        (Standing::Same, vec![(Standing::Same, 1)])
    );
}

#[test]
fn one_store_is_compared_by_the_newest_grant_of_all() {
    let app = app(
        &["store_v2_information_read_only", "store_cart_read_only"],
        &[],
    );
    let stores = [
        store(1, GRANTED),
        store(2, &with(&["store_cart_read_only"])),
    ];
    let of = |store: &Store| of_store(bigcommerce(), &app, &stores, store);
    let table = of(&stores[0]).unwrap();
    assert_eq!((table.stores, table.told.at.0), (1, 2));
    assert_eq!(
        table.findings[0].title,
        "The store has not consented to Carts yet"
    );
    assert!(of(&stores[1]).unwrap().findings.is_empty());
    let gone = Store {
        state: StoreState::Uninstalled,
        ..stores[0].clone()
    };
    assert!(of(&gone).is_none());
}

#[test]
fn five_hundred_stores_are_one_pass_and_a_short_list() {
    let app = app(
        &["store_v2_information_read_only", "store_cart_read_only"],
        &[],
    );
    let whole = with(&["store_cart_read_only"]);
    let stores: Vec<Store> = (1..=500)
        .map(|id| store(id, if id % 2 == 0 { &whole } else { GRANTED }))
        .collect();
    let begun = Instant::now();
    let table = compared(&app, &stores);
    let took = begun.elapsed();
    assert_eq!((table.stores, table.differing_total), (500, 250));
    assert_eq!(table.differing.len(), 20);
    assert_eq!(
        standings(&table, "Carts").1,
        [(Standing::Missing, 250), (Standing::Same, 250)]
    );
    assert!(took < Duration::from_millis(500), "{took:?}");
}

#[test]
fn what_no_store_can_hold_is_not_chosen() {
    let refused = |additional: &[&str], custom: &[&str]| {
        let list = |scopes: &[&str]| scopes.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        choose(bigcommerce(), &list(additional), &list(custom)).is_err()
    };
    assert!(refused(&["account_read"], &[]));
    assert!(refused(&[], &["store_infrastructure_logs_read_only"]));
    assert!(refused(&[], &["Store Things"]));
    assert!(refused(&["store_something"], &[]));
    assert!(!refused(
        &["store_cart"],
        &["store_something", "store_checkouts"]
    ));
    let found = check(bigcommerce(), "account_read");
    assert!(!found.for_stores);
    assert!(found.message.contains("belongs to an account"));
    let available = judged(&app(&[], &[]), &[]).available;
    let first_other = available.iter().position(|it| !it.for_stores).unwrap();
    assert!(available[first_other..].iter().all(|it| !it.for_stores));
    assert_eq!(available.len() - first_other, 16);
}

#[test]
fn what_a_scope_opens_is_told() {
    let facts = facts(bigcommerce(), "store_checkouts").unwrap();
    assert_eq!(facts.id, "store_checkout");
    assert_eq!(facts.also_spelt, ["store_checkouts"]);
    assert!(
        facts
            .endpoints
            .iter()
            .any(|it| it.calls.contains(&"GET /v3/checkouts/{id}".into()))
    );
    assert_eq!(
        super::facts(bigcommerce(), PROFILE_SCOPE)
            .unwrap()
            .endpoints[0]
            .name,
        "Read the store’s profile"
    );
    assert!(super::facts(bigcommerce(), "store_nothing").is_none());
}
