//! BigCommerce's scopes: what carries what, in one rule for every comparison.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{bigcommerce, list};
use patchbay_connector::{Holder, Level};

const MANDATORY: [&str; 4] = [
    "store_v2_products",
    "store_v2_products_read_only",
    "store_v2_orders",
    "store_v2_orders_read_only",
];

#[test]
fn the_documented_table_is_whole() {
    let pairs = [
        ("store_cart", "store_cart_read_only"),
        ("store_channel_settings", "store_channel_settings_read_only"),
        ("store_channel_listings", "store_channel_listings_read_only"),
        ("store_checkout", "store_checkout_read_only"),
        ("store_content_checkout", "store_content_checkout_read_only"),
        ("store_v2_content", "store_v2_content_read_only"),
        ("store_v2_customers", "store_v2_customers_read_only"),
        (
            "store_fulfillment_methods_manage",
            "store_fulfillment_methods_read_only",
        ),
        ("store_v2_information", "store_v2_information_read_only"),
        ("store_v2_marketing", "store_v2_marketing_read_only"),
        ("store_v2_orders", "store_v2_orders_read_only"),
        (
            "store_order_fulfillment_manage",
            "store_order_fulfillment_read_only",
        ),
        ("store_v2_transactions", "store_v2_transactions_read_only"),
        ("store_v2_products", "store_v2_products_read_only"),
        ("store_sites", "store_sites_read_only"),
        ("store_inventory", "store_inventory_read_only"),
        ("store_locations", "store_locations_read_only"),
        (
            "store_stored_payment_instruments",
            "store_stored_payment_instruments_read_only",
        ),
        ("store_translations", "store_translations_read_only"),
        ("store_themes_manage", "store_themes_read_only"),
    ];
    for (modify, read_only) in pairs {
        let modify = bigcommerce().scope(modify).expect(modify);
        let read_only = bigcommerce().scope(read_only).expect(read_only);
        assert_eq!(
            (modify.level, read_only.level),
            (Level::Modify, Level::ReadOnly)
        );
        assert_eq!(modify.row, read_only.row);
        assert_eq!(modify.implies, std::slice::from_ref(&read_only.id));
    }
    for (alone, level) in [
        ("store_payments_access_token_create", Level::Create),
        ("store_storefront_api", Level::GenerateTokens),
        (
            "store_storefront_api_customer_impersonation",
            Level::GenerateTokens,
        ),
        ("store_app_extensions_manage", Level::Manage),
        ("store_v2_customers_login", Level::TokenLogin),
        ("store_metafield_change_owner", Level::Manage),
        ("store_metafield_write", Level::Standard),
        ("store_metafield_write_all", Level::Full),
        ("store_payments_methods_read", Level::Get),
    ] {
        assert_eq!(bigcommerce().scope(alone).expect(alone).level, level);
    }
}

#[test]
fn what_no_store_holds_is_known_and_marked() {
    for (holder, prefix, count) in [
        (Holder::Account, "account_", 10),
        (Holder::Hosting, "store_infrastructure_", 6),
    ] {
        let those = bigcommerce().scopes.iter().filter(|it| it.holder == holder);
        let those: Vec<_> = those.collect();
        assert_eq!(those.len(), count, "{holder:?}");
        assert!(those.iter().all(|it| it.id.starts_with(prefix)));
        assert!(those.iter().all(|it| !it.is_for_stores()));
    }
    for typed in ["account_reed", "store_infrastructure_logs_readonly"] {
        assert_eq!(
            bigcommerce().check_custom(typed).did_you_mean,
            None,
            "{typed}"
        );
    }
}

#[test]
fn the_old_portals_rows_are_known_where_they_differ() {
    let old = |id: &str| bigcommerce().scope(id).unwrap().old_row();
    assert_eq!(old("store_payments_methods_read"), "Get Payment Methods");
    assert_eq!(old("store_v2_orders"), "Orders");
    let rows = bigcommerce().portal_rows(&list(&["store_payments_methods_read"]));
    assert_eq!(
        (rows[0].row.as_str(), rows[0].old_row.as_str()),
        ("Payments – Get accepted methods", "Get Payment Methods")
    );
}

#[test]
fn a_stronger_scope_satisfies_every_one_it_implies_and_never_the_reverse() {
    for scope in &bigcommerce().scopes {
        let held = list(&[&scope.id]);
        assert_eq!(
            bigcommerce().satisfies(&held, &scope.id).as_ref(),
            Some(&scope.id)
        );
        for implied in &scope.implies {
            assert_eq!(
                bigcommerce().satisfies(&held, implied).as_ref(),
                Some(&scope.id)
            );
            assert_eq!(bigcommerce().satisfies(&list(&[implied]), &scope.id), None);
        }
    }
}

#[test]
fn a_scope_satisfies_nothing_of_another_row() {
    for held in &bigcommerce().scopes {
        for wanted in bigcommerce()
            .scopes
            .iter()
            .filter(|wanted| wanted.row != held.row)
        {
            assert_eq!(
                bigcommerce().satisfies(&list(&[&held.id]), &wanted.id),
                None
            );
        }
    }
}

#[test]
fn another_spelling_is_the_same_scope() {
    for (held, wanted) in [
        ("store_checkouts", "store_checkout"),
        ("store_checkout", "store_checkouts"),
        ("store_checkouts", "store_checkout_read_only"),
        ("store_checkouts", "store_checkouts_read_only"),
        ("store_checkout_content", "store_content_checkout_read_only"),
    ] {
        let by = bigcommerce().satisfies(&list(&[held]), wanted);
        assert_eq!(by.as_deref(), Some(held), "{wanted}");
    }
}

#[test]
fn the_scope_itself_goes_before_a_stronger_one() {
    let held = list(&["store_cart", "store_cart_read_only"]);
    let by = bigcommerce().satisfies(&held, "store_cart_read_only");
    assert_eq!(by.as_deref(), Some("store_cart_read_only"));
}

#[test]
fn typed_scopes_follow_the_same_rule() {
    let satisfied = |held, wanted| bigcommerce().satisfies(&list(&[held]), wanted).is_some();
    assert!(satisfied("store_new_thing", "store_new_thing"));
    assert!(satisfied("store_new_thing", "store_new_thing_read_only"));
    assert!(!satisfied("store_new_thing_read_only", "store_new_thing"));
    assert!(!satisfied("store_new", "store_new_thing_read_only"));
}

#[test]
fn the_usual_grant_is_no_difference() {
    let granted = list(&[
        "store_v2_default",
        "store_v2_orders",
        "store_v2_products",
        "users_basic_information",
    ]);
    let comparison = bigcommerce().compare(&list(&MANDATORY), &granted);
    assert!(comparison.is_exact(), "{comparison:?}");
    let by = |scope: &str| {
        let found = comparison
            .matching
            .iter()
            .find(|(name, _)| name == scope)
            .unwrap();
        found.1.clone()
    };
    assert_eq!(by("store_v2_orders"), None);
    assert_eq!(
        by("store_v2_orders_read_only").as_deref(),
        Some("store_v2_orders")
    );
    assert_eq!(comparison.matching.len(), 4);
}

#[test]
fn narrower_wider_and_foreign_grants_are_told_apart() {
    let configured = list(&[
        "store_v2_orders",
        "store_cart_read_only",
        "store_v2_customers",
    ]);
    let granted = list(&[
        "store_v2_orders_read_only",
        "store_cart",
        "store_v2_marketing",
        "store_cart",
    ]);
    let comparison = bigcommerce().compare(&configured, &granted);
    assert_eq!(
        comparison.missing,
        ["store_v2_orders", "store_v2_customers"]
    );
    assert_eq!(comparison.extra, ["store_v2_marketing"]);
    assert_eq!(comparison.wider, ["store_cart"]);
    assert!(!comparison.is_exact());
    let held = (
        "store_cart_read_only".to_owned(),
        Some("store_cart".to_owned()),
    );
    assert_eq!(comparison.matching, [held]);
}

#[test]
fn nothing_granted_is_everything_missing() {
    let comparison = bigcommerce().compare(&list(&MANDATORY), &[]);
    assert_eq!(comparison.missing, MANDATORY);
    assert!(comparison.matching.is_empty() && comparison.extra.is_empty());
}

#[test]
fn one_level_is_picked_per_row() {
    let mut configured = list(&MANDATORY);
    configured.extend(list(&[
        "store_cart_read_only",
        "store_custom",
        "store_metafield_write_all",
    ]));
    let rows = bigcommerce().portal_rows(&configured);
    let picked: Vec<_> = rows
        .iter()
        .map(|row| (row.row.as_str(), row.level.word()))
        .collect();
    let expected = [
        ("Carts", "Read-Only"),
        ("Metafields Access", "Full"),
        ("Orders", "Modify"),
        ("Products", "Modify"),
    ];
    assert_eq!(picked, expected);
    assert!(rows.iter().all(|row| !row.conflict));
    assert_eq!(
        rows[2].scopes,
        ["store_v2_orders_read_only", "store_v2_orders"]
    );
}

#[test]
fn a_row_that_no_level_satisfies_says_so() {
    let both = list(&["account_subscriptions_read", "account_subscriptions_cancel"]);
    let rows = bigcommerce().portal_rows(&both);
    assert_eq!(
        (rows.len(), rows[0].conflict, rows[0].level),
        (1, true, Level::Cancel)
    );
    let all = bigcommerce()
        .scopes
        .iter()
        .filter(|scope| scope.is_for_stores());
    let all: Vec<String> = all.map(|scope| scope.id.clone()).collect();
    assert!(
        bigcommerce()
            .portal_rows(&all)
            .iter()
            .all(|row| !row.conflict)
    );
}

#[test]
fn the_portal_and_the_token_agree() {
    let requested = bigcommerce().requested(&list(&MANDATORY));
    assert_eq!(requested, ["store_v2_products", "store_v2_orders"]);
    let odd = list(&[
        "store_checkouts",
        "store_checkout",
        "store_checkout_read_only",
        "my_scope",
    ]);
    assert_eq!(
        bigcommerce().requested(&odd),
        ["store_checkout", "my_scope"]
    );
    for scope in &bigcommerce().scopes {
        let mut configured = list(&[&scope.id]);
        configured.extend(scope.implies.clone());
        let requested = bigcommerce().requested(&configured);
        assert_eq!(requested, std::slice::from_ref(&scope.id));
        assert!(bigcommerce().compare(&configured, &requested).is_exact());
    }
}

#[test]
fn typed_scopes_are_checked_for_form() {
    for good in ["store_v3_new_thing", "abc", "  store_x  "] {
        assert!(bigcommerce().check_custom(good).well_formed, "{good}");
    }
    let long = "a".repeat(101);
    for bad in [
        "", "a", "Store_x", "store x", "store-x", "_store", "1store", "störe", &long,
    ] {
        assert!(!bigcommerce().check_custom(bad).well_formed, "{bad}");
    }
}

#[test]
fn a_documented_scope_is_recognised() {
    for (typed, scope) in [
        ("store_cart", "store_cart"),
        (" store_cart ", "store_cart"),
        ("store_checkouts", "store_checkout"),
    ] {
        let checked = bigcommerce().check_custom(typed);
        assert_eq!(checked.documented.as_deref(), Some(scope));
        assert_eq!(checked.did_you_mean, None);
    }
}

#[test]
fn a_misspelt_scope_is_guessed() {
    for (typed, meant) in [
        ("store_v2_order", "store_v2_orders"),
        ("store_v2_ordres", "store_v2_orders"),
        ("store_v2_orders_readonly", "store_v2_orders_read_only"),
        ("Store_V2_Products", "store_v2_products"),
        ("store-cart-read-only", "store_cart_read_only"),
        ("store_carts", "store_cart"),
        ("orders", "store_v2_orders"),
        ("orders read only", "store_v2_orders_read_only"),
        ("inventory", "store_inventory"),
        ("store_themes", "store_themes_manage"),
        ("store_chekcouts", "store_checkout"),
    ] {
        let checked = bigcommerce().check_custom(typed);
        assert_eq!(checked.documented, None, "{typed}");
        assert_eq!(checked.did_you_mean.as_deref(), Some(meant), "{typed}");
    }
    for typed in ["", "   ", "xyz", "read_all_the_things", &"store".repeat(50)] {
        assert_eq!(
            bigcommerce().check_custom(typed).did_you_mean,
            None,
            "{typed}"
        );
    }
}

#[test]
fn every_level_has_both_portals_words() {
    for scope in &bigcommerce().scopes {
        assert!(scope.level.word().starts_with(char::is_uppercase));
        assert!(scope.level.old_word().starts_with(char::is_lowercase));
        assert_ne!(scope.level, Level::None);
    }
    assert_eq!(
        (Level::ReadOnly.word(), Level::ReadOnly.old_word()),
        ("Read-Only", "read-only")
    );
    assert_eq!(
        (Level::Modify.word(), Level::Modify.old_word()),
        ("Modify", "modify")
    );
}
