//! Every other webhook of BigCommerce can be listened to, and a list that describes one wrongly is
//! refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![allow(clippy::wildcard_enum_match_arm)]

mod common;

use std::collections::HashSet;

use common::{bigcommerce, manifest};
use patchbay_connector::{ManifestError, TriggerKind, Webhook, parse};
use serde_json::Value;

fn with(from: &str, to: &str) -> ManifestError {
    let whole = manifest();
    assert!(whole.contains(from), "{from}");
    parse(&whole.replacen(from, to, 1)).unwrap_err()
}

fn listed() -> impl Iterator<Item = &'static Webhook> {
    bigcommerce().webhooks.iter().flat_map(|of| &of.events)
}

#[test]
fn each_is_a_trigger_of_its_own_but_those_of_one_channel() {
    for webhook in listed() {
        let trigger = bigcommerce().trigger_by_scope(&webhook.scope);
        assert_eq!(trigger.is_none(), webhook.is_of_channel());
        if let Some(trigger) = trigger {
            assert_eq!((&trigger.id, &trigger.name), (&webhook.id(), &webhook.name));
            assert!(!trigger.default_on && trigger.fetch.is_none());
            assert_eq!(trigger.kind, TriggerKind::Updated);
        }
    }
    let of_channels = listed().filter(|it| it.is_of_channel()).count();
    assert_eq!(
        bigcommerce().other_triggers.len() + of_channels,
        listed().count()
    );
}

#[test]
fn ids_are_made_of_scopes() {
    for (scope, id) in [
        ("store/order/archived", "order_archived"),
        ("store/cart/couponApplied", "cart_coupon_applied"),
        (
            "store/priceList/record/created",
            "price_list_record_created",
        ),
        (
            "store/channel/*/inventory/product/stock_changed",
            "channel_inventory_product_stock_changed",
        ),
        (
            "store/company/superadmin/assignmentUpdated",
            "company_superadmin_assignment_updated",
        ),
    ] {
        assert_eq!(bigcommerce().trigger_by_scope(scope).unwrap().id, id);
    }
}

#[test]
fn samples_name_what_they_are_about() {
    for trigger in &bigcommerce().other_triggers {
        let sample: Value = serde_json::from_str(&trigger.sample).unwrap();
        assert_eq!(sample["scope"], trigger.scope);
        assert_eq!(sample["producer"], "stores/practice1");
        let ids = trigger.subject_of(&sample).unwrap();
        let words = trigger.sentence(&ids);
        assert!(words.ends_with(&format!(" {}", ids.id)), "{words}");
    }
    let of = bigcommerce().trigger("order_transaction_created").unwrap();
    let sample: Value = serde_json::from_str(&of.sample).unwrap();
    let ids = of.subject_of(&sample).unwrap();
    assert_eq!(
        of.sentence(&ids),
        "Order Transaction Created: transaction 176"
    );
}

#[test]
fn what_practice_and_the_documentation_know_is_known() {
    let scopes: HashSet<&str> = listed().map(|it| it.scope.as_str()).collect();
    for scope in [
        "store/order/archived",
        "store/cart/lineItem/deleted",
        "store/customer/payment/instrument/default/updated",
        "store/product/variant/metafield/updated",
        "store/priceLists/deleted",
        "store/inventory/location/created",
        "store/app/uninstalled",
        "store/quote/statusUpdated",
        "store/channel/{channel_id}/order/refund/created",
        "store/channel/{channel_id}/settings/SEO/updated",
    ] {
        assert!(scopes.contains(scope), "{scope}");
    }
    assert_eq!(scopes.len(), 160);
}

#[test]
fn one_that_is_not_as_described_is_refused() {
    for (from, to, why) in [
        (
            "\"store/order/archived\"",
            "\"store/order/*\"",
            "more than one kind",
        ),
        (
            "store/channel/{channel_id}/page/created",
            "store/channel/{channel}/page/created",
            "something else than a channel",
        ),
        (
            "data = '{ \"type\": \"order\", \"id\": 118 }'",
            "data = '{'",
            "not JSON",
        ),
        (
            "data = '{ \"type\": \"order\", \"id\": 118 }'",
            "data = '{ \"type\": \"order\" }'",
            "no id at `/data/id`",
        ),
    ] {
        match with(from, to) {
            ManifestError::Webhook { why: said, .. } => assert!(said.contains(why), "{to}: {said}"),
            other => panic!("{to}: {other}"),
        }
    }
}

#[test]
fn one_is_listed_once_with_a_name_and_scopes_that_there_are() {
    for (scope, name, twice) in [
        ("store/order/created", "New", "store/order/created"),
        ("store/order/renamed", "Order Created", "Order Created"),
        ("store/orderCreated", "New", "order_created"),
    ] {
        let from = "scope = \"store/order/archived\", name = \"Order Archived\"";
        match with(from, &format!("scope = \"{scope}\", name = \"{name}\"")) {
            ManifestError::Duplicate { id, .. } => assert_eq!(id, twice),
            other => panic!("{scope}: {other}"),
        }
    }
    let exceptions = with(
        "\"store/order/archived\"",
        "\"store/hook/deliveryException\"",
    );
    assert!(matches!(exceptions, ManifestError::Duplicate { .. }));
    for (from, to) in [
        ("name = \"Order Archived\"", "name = \"\""),
        ("\"An order is archived.\"", "\" \""),
        ("resource = \"transaction\"", "resource = \"\""),
    ] {
        assert!(
            matches!(with(from, to), ManifestError::Empty { .. }),
            "{to}"
        );
    }
    let odd = with("\"store/order/archived\"", "\"order/archived\"");
    assert!(matches!(odd, ManifestError::Prefix { .. }), "{odd}");
    let odd = with("\"store/order/archived\"", "\"store/order/archivé\"");
    assert!(matches!(odd, ManifestError::BadId { .. }), "{odd}");
    let needs =
        "needs_any = [\"store_v2_transactions_read_only\", \"store_v2_transactions\"]\nsubject";
    let unknown = with(needs, "needs_any = [\"store_money\"]\nsubject");
    assert!(matches!(unknown, ManifestError::UnknownScope { scope, .. } if scope == "store_money"));
}
