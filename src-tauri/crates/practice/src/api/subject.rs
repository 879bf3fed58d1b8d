//! What a write is about: its path, and what its body calls the thing to be made by. A thing that
//! an integration may make once only has one subject, however often it is asked for.

use serde_json::Value;

use super::call::Call;

/// The longest name that is told apart, in characters.
const NAME_MOST: usize = 200;

/// What names a thing that is made, by method and path.
const NAMED: &[(&str, &[&str])] = &[
    ("POST /v2/orders", &["external_source", "external_order_id"]),
    ("POST /v2/coupons", &["code"]),
    ("POST /v3/customers", &["email"]),
    ("POST /v3/catalog/products", &["sku"]),
    ("POST /v3/inventory/adjustments/relative", &["reason"]),
];

/// What names a metafield of an order.
const METAFIELD: &[&str] = &["namespace", "key"];

/// The subjects of a write: one, or one for each thing of a batch that has a name.
pub fn subjects(call: &Call) -> Vec<String> {
    let place = format!("{} {}", call.method, call.route());
    let body: Option<Value> = serde_json::from_slice(&call.body).ok();
    let names: Vec<String> = match &body {
        Some(Value::Array(items)) => items.iter().map(|item| name(item, &place)).collect(),
        Some(item) => vec![name(item, &place)],
        None => Vec::new(),
    };
    let named = names.into_iter().filter(|name| !name.is_empty());
    let subjects: Vec<String> = named.map(|name| format!("{place}{name}")).collect();
    if subjects.is_empty() {
        vec![place]
    } else {
        subjects
    }
}

fn name(item: &Value, place: &str) -> String {
    let said = |field: &&str| {
        let text = item.get(*field)?.as_str().filter(|text| !text.is_empty())?;
        let text: String = text.chars().take(NAME_MOST).collect();
        Some(format!(" {field}={text}"))
    };
    fields(place).iter().filter_map(said).collect()
}

fn fields(place: &str) -> &'static [&'static str] {
    if place.starts_with("POST /v3/orders/") && place.ends_with("/metafields") {
        return METAFIELD;
    }
    let named = NAMED.iter().find(|(known, _)| *known == place);
    named.map_or(&[], |(_, fields)| fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::answer::Version;
    use serde_json::json;

    fn of(version: Version, path: &str, body: &Value) -> Vec<String> {
        subjects(&Call {
            method: "POST".to_owned(),
            version,
            path: path.split('/').map(str::to_owned).collect(),
            body: body.to_string().into(),
            ..Call::default()
        })
    }

    #[test]
    fn a_thing_is_named_by_its_body_or_by_its_path() {
        let order = json!({"external_order_id": "A-1", "staff_notes": "x"});
        assert_eq!(
            of(Version::V2, "orders", &order),
            ["POST /v2/orders external_order_id=A-1"]
        );
        let unnamed = json!({"external_order_id": ""});
        assert_eq!(of(Version::V2, "orders", &unnamed), ["POST /v2/orders"]);
        let refund = "orders/101/payment_actions/refunds";
        assert_eq!(
            of(Version::V3, refund, &json!({"items": []})),
            ["POST /v3/orders/101/payment_actions/refunds"]
        );
        let metafield = json!({"namespace": "erp", "key": "number", "value": "7"});
        assert_eq!(
            of(Version::V3, "orders/101/metafields", &metafield),
            ["POST /v3/orders/101/metafields namespace=erp key=number"]
        );
    }

    #[test]
    fn each_thing_of_a_batch_is_a_subject() {
        let batch = json!([{"email": "a@b.example"}, {"email": "c@d.example"}, 7]);
        assert_eq!(
            of(Version::V3, "customers", &batch),
            [
                "POST /v3/customers email=a@b.example",
                "POST /v3/customers email=c@d.example"
            ]
        );
    }
}
