//! The filters of v3's lists, as tables over what is shown: `name`, `id:in`, `price:min`. A
//! parameter that a list does not know is refused, as BigCommerce does.

mod compare;

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::call::Call;
use super::refusal::Refusal;
pub use compare::{By, Of};
use compare::{compare, holds_text, operands};

/// A field that can be filtered by, and how.
pub type Rule = (&'static str, Of, &'static [By]);

/// Equality alone.
pub const IS: &[By] = &[By::Is];

/// Lists alone.
pub const IN: &[By] = &[By::In];

/// Every comparison of numbers.
pub const EVERY: &[By] = &[
    By::Is,
    By::In,
    By::NotIn,
    By::Min,
    By::Max,
    By::Greater,
    By::Less,
];

/// The filters of one call.
#[derive(Debug)]
pub struct Filters(Vec<Filter>);

#[derive(Debug)]
struct Filter {
    field: &'static str,
    of: Of,
    by: By,
    operands: Vec<Value>,
}

impl Filters {
    /// The filters a call carries. `others` are the parameters that are read elsewhere.
    ///
    /// # Errors
    /// 422 naming the parameters that the list does not know, or the one that cannot be read.
    pub fn of(call: &Call, rules: &[Rule], others: &[&str]) -> Result<Self, Refusal> {
        let known = |name: &str| {
            others.contains(&name) || parameters(rules).any(|(_, known)| known == name)
        };
        let names = call.query.iter().map(|(name, _)| name.as_str());
        let strange: Vec<&str> = names.filter(|name| !known(name)).collect();
        if !strange.is_empty() {
            return Err(Refusal::Unprocessable(format!(
                "The filter(s): {} are not valid filter parameter(s).",
                strange.join(", ")
            )));
        }
        let given = parameters(rules).filter_map(|((field, of, by), name)| {
            call.param(&name).map(|text| {
                let operands = operands(text, of, by, call.now_ms);
                operands
                    .map(|operands| Filter {
                        field,
                        of,
                        by,
                        operands,
                    })
                    .ok_or_else(|| Refusal::field(&name, "error.type"))
            })
        });
        given.collect::<Result<Vec<_>, _>>().map(Self)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether what is shown passes all of them.
    pub fn pass(&self, shown: &Map<String, Value>) -> bool {
        self.0.iter().all(|filter| {
            let value = shown.get(filter.field).unwrap_or(&Value::Null);
            filter.passes(value)
        })
    }
}

impl Filter {
    fn passes(&self, value: &Value) -> bool {
        if let Value::Array(items) = value {
            return self.passes_list(items);
        }
        let orders = self
            .operands
            .iter()
            .map(|operand| compare(self.of, value, operand));
        let mut orders = orders.map(|order| order.map(|order| self.by.holds(order)));
        match self.by {
            By::Not | By::NotIn => orders.all(|held| held == Some(true)),
            By::Like => self
                .operands
                .iter()
                .any(|operand| holds_text(value, operand)),
            By::Is | By::In | By::Min | By::Max | By::Greater | By::Less => {
                orders.any(|held| held == Some(true))
            }
        }
    }

    /// A list is what `field` says when it holds that alone, and `field:in` when it holds all.
    fn passes_list(&self, items: &[Value]) -> bool {
        let holds = |operand: &Value| {
            let mut items = items.iter();
            items.any(|item| compare(self.of, item, operand) == Some(Ordering::Equal))
        };
        match self.by {
            By::Is => items.len() == 1 && self.operands.iter().all(holds),
            By::Not | By::NotIn => !self.operands.iter().any(holds),
            By::In | By::Min | By::Max | By::Greater | By::Less | By::Like => {
                self.operands.iter().all(holds)
            }
        }
    }
}

fn parameters(rules: &[Rule]) -> impl Iterator<Item = ((&'static str, Of, By), String)> {
    rules.iter().flat_map(|(field, of, ways)| {
        let one = move |by: &By| ((*field, *of, *by), format!("{field}{}", by.suffix()));
        ways.iter().map(one)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const RULES: &[Rule] = &[
        ("id", Of::Number, EVERY),
        ("name", Of::Text, &[By::Is, By::Like]),
        ("tags", Of::Number, &[By::Is, By::In]),
        ("at", Of::Time, &[By::Is, By::Not, By::Min, By::Max]),
    ];

    fn call(query: &[(&str, &str)]) -> Call {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Call {
            query: query.iter().map(owned).collect(),
            now_ms: 1_353_412_800_000,
            ..Call::default()
        }
    }

    fn passes(query: &[(&str, &str)]) -> bool {
        let shown = json!({"id": 7, "name": "Enamel Mug", "tags": [1, 2],
                           "at": "2012-11-20T06:00:00+00:00"});
        let filters = Filters::of(&call(query), RULES, &["page"]).unwrap();
        filters.pass(shown.as_object().unwrap())
    }

    #[test]
    fn each_comparison_holds_and_fails() {
        for (query, wanted) in [
            (("id", "7"), true),
            (("id:in", "6, 7"), true),
            (("id:not_in", "6,7"), false),
            (("id:min", "7"), true),
            (("id:greater", "7"), false),
            (("id:less", "7.5"), true),
            (("id:max", "6"), false),
            (("name", "enamel mug"), true),
            (("name", "enamel"), false),
            (("name:like", "MUG"), true),
            (("tags", "1"), false),
            (("tags:in", "1,2"), true),
            (("tags:in", "1,3"), false),
            (("at:min", "2012-11-20T06:00:00Z"), true),
            (("at:min", "2012-11-20"), false),
            (("at:max", "2012-11-20"), true),
            (("at", "2012-11-20"), true),
            (("at", "2012-11-20T06:00:01Z"), false),
            (("at:not", "2012-11-20"), false),
        ] {
            assert_eq!(passes(&[query]), wanted, "{query:?}");
        }
    }

    #[test]
    fn unknown_parameters_are_named() {
        let query = call(&[("page", "1"), ("colour", "red"), ("id:like", "7")]);
        let refused = Filters::of(&query, RULES, &["page"]).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "The filter(s): colour, id:like are not valid filter parameter(s)."
        );
        assert!(Filters::of(&call(&[("id", "seven")]), RULES, &[]).is_err());
    }
}
