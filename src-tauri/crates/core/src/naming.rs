//! What a delivery is about. The manifest knows where the payloads of a trigger name that; of a payload
//! that it does not know, the form has to do.

use patchbay_bigcommerce::webhook::Payload;
use patchbay_connector::Trigger;

/// Where most payloads have the one id that they name, which is found without being told.
const PLAIN: &str = "/data/id";

/// A payload with the ids that its trigger says it names; as it is, where it names none there.
pub(crate) fn named(payload: Payload, trigger: Option<&Trigger>, body: &[u8]) -> Payload {
    let special = |it: &&Trigger| it.subject.extra.is_some() || it.subject.id != PLAIN;
    let ids = trigger.filter(special).and_then(|trigger| {
        let body = serde_json::from_slice(body).ok()?;
        trigger.subject_of(&body)
    });
    match ids {
        Some(ids) => Payload {
            resource_id: ids.id,
            extra_id: ids.extra,
            ..payload
        },
        None => payload,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use patchbay_bigcommerce::webhook;

    fn ids(scope: &str, data: &str) -> (String, Option<String>) {
        let body = format!(r#"{{"scope":"{scope}","data":{data}}}"#);
        let payload = webhook::parse(body.as_bytes()).unwrap();
        let trigger = patchbay_connector::bundled()[0].trigger_by_scope(scope);
        let payload = named(payload, trigger, body.as_bytes());
        (payload.resource_id, payload.extra_id)
    }

    #[test]
    fn what_a_trigger_says_goes_before_what_the_form_tells() {
        for (scope, data, id, extra) in [
            ("store/order/created", r#"{"id":250}"#, "250", None),
            (
                "store/order/refund/created",
                r#"{"id":250,"refund":{"refund_id":3}}"#,
                "250",
                Some("3"),
            ),
            (
                "store/shipment/created",
                r#"{"id":9,"orderId":250}"#,
                "9",
                Some("250"),
            ),
            (
                "store/sku/inventory/updated",
                r#"{"id":461,"inventory":{"product_id":77,"variant_id":93}}"#,
                "461",
                Some("93"),
            ),
            (
                "store/order/transaction/created",
                r#"{"order_id":"250","transaction_id":"176"}"#,
                "176",
                None,
            ),
        ] {
            assert_eq!(
                ids(scope, data),
                (id.to_owned(), extra.map(str::to_owned)),
                "{scope}"
            );
        }
    }

    #[test]
    fn a_payload_of_another_form_keeps_what_was_found() {
        let (id, extra) = ids("store/shipment/created", r#"{"id":9}"#);
        assert_eq!((id.as_str(), extra), ("9", None));
        assert_eq!(ids("store/thing/made", r#"{"thing_id":4}"#).0, "4");
    }
}
