//! The webhook scopes a hook may name, and which events a wildcard among them takes in.

/// Every documented store-wide scope, exact and case-sensitive (webhook events reference),
/// by its group.
const STORE_WIDE: &[(&str, &[&str])] = &[
    (
        "store/order",
        &[
            "*",
            "created",
            "updated",
            "archived",
            "statusUpdated",
            "message/created",
            "refund/created",
            "transaction/created",
            "transaction/updated",
            "metafield/created",
            "metafield/updated",
            "metafield/deleted",
        ],
    ),
    (
        "store/cart",
        &[
            "*",
            "created",
            "updated",
            "deleted",
            "abandoned",
            "converted",
            "couponApplied",
            "metafield/created",
            "metafield/updated",
            "metafield/deleted",
            "lineItem/*",
            "lineItem/created",
            "lineItem/updated",
            "lineItem/deleted",
        ],
    ),
    (
        "store/customer",
        &[
            "*",
            "created",
            "updated",
            "deleted",
            "address/*",
            "address/created",
            "address/updated",
            "address/deleted",
            "payment/instrument/default/updated",
            "channel/login/access/updated",
        ],
    ),
    ("store/subscriber", &["*", "created", "updated", "deleted"]),
    (
        "store/product",
        &[
            "*",
            "created",
            "updated",
            "deleted",
            "inventory/updated",
            "inventory/order/updated",
            "metafield/*",
            "metafield/created",
            "metafield/updated",
            "metafield/deleted",
            "variant/metafield/*",
            "variant/metafield/created",
            "variant/metafield/updated",
            "variant/metafield/deleted",
        ],
    ),
    (
        "store/sku",
        &[
            "*",
            "created",
            "updated",
            "deleted",
            "inventory/updated",
            "inventory/order/updated",
        ],
    ),
    (
        "store/category",
        &[
            "*",
            "created",
            "updated",
            "deleted",
            "metafield/created",
            "metafield/updated",
            "metafield/deleted",
        ],
    ),
    (
        "store/brand",
        &[
            "metafield/*",
            "metafield/created",
            "metafield/updated",
            "metafield/deleted",
        ],
    ),
    ("store/modifier", &["updated"]),
    ("store/option", &["updated"]),
    (
        "store/priceList",
        &[
            "created",
            "updated",
            "activated",
            "deactivated",
            "deleted",
            "record/created",
            "record/updated",
            "record/deleted",
            "records/created",
            "records/updated",
            "records/deleted",
            "assignment/updated",
            "assignment/deleted",
        ],
    ),
    ("store/priceLists", &["deleted"]),
    ("store/shipment", &["*", "created", "updated", "deleted"]),
    (
        "store/inventory/location",
        &[
            "created",
            "updated",
            "metafield/*",
            "metafield/created",
            "metafield/updated",
            "metafield/deleted",
        ],
    ),
    ("store/metafield", &["*", "created", "updated", "deleted"]),
    ("store/app", &["uninstalled"]),
    ("store/information", &["updated"]),
    ("store/hook", &["deliveryException"]),
    (
        "store/channel",
        &[
            "*",
            "created",
            "updated",
            "metafield/*",
            "metafield/created",
            "metafield/updated",
            "metafield/deleted",
        ],
    ),
    (
        "store/channel/*/inventory/product",
        &[
            "stock_changed",
            "low_stock_reached",
            "out_of_stock_reached",
            "settings_changed",
        ],
    ),
    (
        "store/company",
        &[
            "created",
            "updated",
            "deleted",
            "statusUpdated",
            "superadmin/assignmentUpdated",
            "user/created",
            "user/updated",
            "user/deleted",
            "address/created",
            "address/updated",
            "address/deleted",
        ],
    ),
    (
        "store/superadmin",
        &["created", "updated", "deleted", "assignmentUpdated"],
    ),
    (
        "store/quote",
        &["created", "updated", "deleted", "statusUpdated"],
    ),
];

/// Whether BigCommerce knows this scope.
pub fn known(scope: &str) -> bool {
    STORE_WIDE.iter().any(|(group, leaves)| {
        scope
            .strip_prefix(group)
            .and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|leaf| leaves.contains(&leaf))
    })
}

/// Whether a hook with scope `subscribed` receives the concrete event `event`.
pub fn takes(subscribed: &str, event: &str) -> bool {
    match subscribed.strip_suffix('*') {
        Some(group) => event
            .strip_prefix(group)
            .is_some_and(|leaf| !leaf.is_empty()),
        None => subscribed == event,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_exact() {
        assert!(known("store/order/statusUpdated"));
        assert!(known("store/cart/lineItem/*"));
        assert!(known("store/channel/*/inventory/product/stock_changed"));
        assert!(known("store/quote/statusUpdated"));
        assert!(!known("store/channel/1/inventory/product/stock_changed"));
        assert!(!known("store/order/statusupdated"));
        assert!(!known("store/app/uninstall"));
        assert!(!known("store/orders"));
        assert!(!known("store/order/created/"));
    }

    #[test]
    fn a_wildcard_takes_its_whole_group() {
        assert!(takes("store/order/*", "store/order/refund/created"));
        assert!(takes(
            "store/cart/lineItem/*",
            "store/cart/lineItem/updated"
        ));
        assert!(!takes("store/order/*", "store/cart/updated"));
        assert!(!takes("store/order/updated", "store/order/created"));
    }
}
