//! A connector and stores that documents of tests refer to.

#![allow(dead_code)]

use patchbay_orchestration::check::{Danger, Fits, Known, KnownAction, KnownInput, KnownTrigger};
use serde_json::{Value, json};

pub fn known() -> Known {
    Known {
        actions: vec![
            action(
                "get_order",
                Danger::Reads,
                vec![required("order_id", Fits::Id)],
            ),
            update_order(),
            action(
                "delete_order",
                Danger::Destructive,
                vec![required("order_id", Fits::Id)],
            ),
            create_refund(),
        ],
        triggers: vec![
            trigger("order_created", "store/order/created", "order", false),
            trigger("order_updated", "store/order/updated", "order", true),
            trigger(
                "refund_created",
                "store/order/refund/created",
                "refund",
                false,
            ),
        ],
        origins: vec!["erp".into()],
        addresses: vec!["erp".into(), "slack".into()],
        stores: vec!["Mugs".into(), "Hats".into()],
        schedule: json!({"scheduled_at": "2026-03-01T12:00:00Z"}),
    }
}

fn order() -> Value {
    json!({
        "id": 118, "status_id": 11, "total_inc_tax": "336.3200", "payment_method": "Card",
        "products": [{"id": 1, "name": "Mug", "quantity": 2}],
    })
}

fn trigger(id: &str, scope: &str, resource: &str, of_changes: bool) -> KnownTrigger {
    KnownTrigger {
        connector: "bigcommerce".into(),
        id: id.into(),
        scope: scope.into(),
        resource: resource.into(),
        of_changes,
        sample: json!({
            "id": 118, "order": order(),
            "refund": {"id": 7, "order_id": 118, "total_amount": 18},
        }),
        unmet: Vec::new(),
    }
}

pub fn action(id: &str, danger: Danger, inputs: Vec<KnownInput>) -> KnownAction {
    KnownAction {
        connector: "bigcommerce".into(),
        id: id.into(),
        danger,
        changes: (danger != Danger::Reads).then(|| "order".into()),
        inputs,
        sample: order(),
        unmet: Vec::new(),
    }
}

pub fn input(id: &str, fits: Fits) -> KnownInput {
    KnownInput {
        id: id.into(),
        fits,
        of: None,
        fields: Vec::new(),
        required: false,
        one_of: None,
        choices: Vec::new(),
    }
}

fn required(id: &str, fits: Fits) -> KnownInput {
    let required = true;
    KnownInput {
        required,
        ..input(id, fits)
    }
}

fn update_order() -> KnownAction {
    let status = KnownInput {
        choices: vec!["2".into(), "10".into(), "11".into()],
        ..input("status_id", Fits::Choice)
    };
    let tags = KnownInput {
        of: Some(Fits::Whole),
        ..input("tags", Fits::List)
    };
    let inputs = vec![
        required("order_id", Fits::Id),
        status,
        tags,
        input("staff_notes", Fits::Text),
    ];
    action("update_order", Danger::Writes, inputs)
}

fn create_refund() -> KnownAction {
    let one_of = |of: KnownInput| KnownInput {
        one_of: Some("what".into()),
        ..of
    };
    let items = KnownInput {
        fields: vec![
            required("item_id", Fits::Id),
            input("quantity", Fits::Whole),
        ],
        ..input("items", Fits::List)
    };
    let inputs = vec![
        required("order_id", Fits::Id),
        one_of(items),
        one_of(input("tax", Fits::Money)),
        KnownInput {
            fields: vec![required("total", Fits::Money)],
            ..input("own", Fits::Object)
        },
    ];
    action("create_refund", Danger::Money, inputs)
}
