//! Where in a condition a row stands, as a JSON pointer.

use super::data::Condition;
use super::fault::Side;

impl Condition {
    /// JSON pointer from the condition to the part at these places in its groups, and to a side of it.
    pub fn pointer(&self, place: &[usize], side: Option<Side>) -> String {
        let mut pointer = String::new();
        let mut part = self;
        let mut places = place.iter();
        loop {
            let next = match part {
                Self::All(parts) => within(&mut pointer, "all", parts, places.next()),
                Self::Any(parts) => within(&mut pointer, "any", parts, places.next()),
                Self::Not(inner) if places.next().is_some() => {
                    pointer.push_str("/not");
                    Some(&**inner)
                }
                Self::Not(_) | Self::Row(_) | Self::Expression(_) => None,
            };
            match next {
                Some(next) => part = next,
                None => break,
            }
        }
        pointer.push_str(match (part, side) {
            (Self::Row(_), None) => "/row",
            (Self::Row(_), Some(Side::Left)) => "/row/left",
            (Self::Row(_), Some(Side::Right)) => "/row/right",
            (Self::Expression(_), _) => "/expression",
            (Self::All(_) | Self::Any(_) | Self::Not(_), _) => "",
        });
        pointer
    }
}

fn within<'c>(
    pointer: &mut String,
    group: &str,
    parts: &'c [Condition],
    at: Option<&usize>,
) -> Option<&'c Condition> {
    let at = at?;
    pointer.push_str(&format!("/{group}/{at}"));
    parts.get(*at)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_pointer_leads_to_the_part() {
        let row = json!({"row": {"left": "a", "as": "text", "op": "equals", "right": "b"}});
        let written = json!({"all": [row, {"not": {"any": [{"expression": "{{ true }}"}, row]}}]});
        let condition: Condition = serde_json::from_value(written.clone()).unwrap();
        for (place, side, expected) in [
            (&[][..], None, ""),
            (&[0], Some(Side::Left), "/all/0/row/left"),
            (&[1, 0, 1], Some(Side::Right), "/all/1/not/any/1/row/right"),
            (&[1, 0, 0], Some(Side::Left), "/all/1/not/any/0/expression"),
            (&[1, 0], None, "/all/1/not"),
            (&[1], None, "/all/1"),
        ] {
            let pointer = condition.pointer(place, side);
            assert_eq!(pointer, expected, "{place:?}");
            assert!(written.pointer(&pointer).is_some(), "{pointer}");
        }
    }
}
