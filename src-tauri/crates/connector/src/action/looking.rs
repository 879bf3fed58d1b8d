//! Whether something that is there is what an action made: pure, so that a person who looks and a run
//! that goes on by itself see the same.

use serde_json::{Map, Value};

use super::reading::is_empty;
use super::repeat::Find;
use super::request::plain;

impl Find {
    /// What the listing action is filled in with; `None` where nothing that was filled in tells one
    /// item from another.
    pub fn ask(&self, given: &Value) -> Option<Value> {
        let filled = |input: &str| given.get(input).filter(|value| !is_empty(value));
        self.same
            .iter()
            .find(|same| filled(&same.input).is_some())?;
        let mut asked = Map::new();
        for (theirs, ours) in &self.with {
            asked.insert(theirs.clone(), filled(ours)?.clone());
        }
        Some(Value::Object(asked))
    }

    /// Whether an item of that list has everything in common with what was filled in.
    pub fn is_same(&self, given: &Value, item: &Value) -> bool {
        let mut compared = 0;
        for same in &self.same {
            let Some(wanted) = given.get(&same.input).filter(|value| !is_empty(value)) else {
                continue;
            };
            if !item.pointer(&same.at).is_some_and(|is| alike(wanted, is)) {
                return false;
            }
            compared += 1;
        }
        compared > 0
    }
}

/// Whether what was sent is what is there. What the platform adds is no difference.
fn alike(sent: &Value, there: &Value) -> bool {
    match (sent, there) {
        (Value::Object(sent), Value::Object(there)) => {
            let shared = sent
                .iter()
                .filter_map(|(name, it)| Some((it, there.get(name)?)));
            let (shared, same) = shared.fold((0, 0), |(shared, same), (it, is)| {
                (shared + 1, same + usize::from(alike(it, is)))
            });
            shared > 0 && shared == same
        }
        (Value::Array(sent), Value::Array(there)) => {
            let found = |it: &Value| there.iter().any(|is| alike(it, is));
            sent.len() == there.len() && sent.iter().all(found)
        }
        _ => match (plain(sent), plain(there)) {
            (Some(sent), Some(there)) => sent == there || same_number(&sent, &there),
            (Some(_) | None, _) => false,
        },
    }
}

/// `12.50` is `12.5`.
fn same_number(one: &str, other: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok().filter(|it| it.is_finite());
    number(one).is_some() && number(one) == number(other)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::repeat::Same;
    use super::*;

    fn shipments() -> Find {
        let same = |at: &str, input: &str| Same {
            at: at.into(),
            input: input.into(),
        };
        Find {
            action: "list_shipments".into(),
            with: [("order_id".into(), "order_id".into())].into(),
            same: vec![
                same("/tracking_number", "tracking_number"),
                same("/items", "items"),
            ],
        }
    }

    #[test]
    fn what_was_sent_is_found_again() {
        let given = json!({ "order_id": 118, "tracking_number": "1Z",
            "items": [{ "order_product_id": 3, "quantity": "1" }] });
        let there = |quantity: u32| {
            json!({ "id": 9, "tracking_number": "1Z",
                "items": [{ "order_product_id": 3, "product_id": 7, "quantity": quantity }] })
        };
        let find = shipments();
        assert_eq!(find.ask(&given), Some(json!({ "order_id": 118 })));
        assert!(find.is_same(&given, &there(1)));
        assert!(!find.is_same(&given, &there(2)));
    }

    #[test]
    fn nothing_filled_in_tells_nothing() {
        let given = json!({ "order_id": 118, "tracking_number": "" });
        assert_eq!(shipments().ask(&given), None);
        assert!(!shipments().is_same(&given, &json!({ "tracking_number": "" })));
    }

    #[test]
    fn without_what_the_list_is_asked_by_nothing_is_looked_for() {
        let given = json!({ "tracking_number": "1Z" });
        assert_eq!(shipments().ask(&given), None);
    }

    #[test]
    fn amounts_are_compared_as_numbers() {
        assert!(alike(&json!("12.50"), &json!(12.5)));
        assert!(!alike(&json!("12.50"), &json!("12.51")));
        assert!(!alike(&json!(null), &json!(null)));
    }
}
