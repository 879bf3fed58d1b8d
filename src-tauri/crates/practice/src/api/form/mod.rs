//! What a body's fields may hold, as tables: every field that does not fit is told at once, under
//! its path, in the words of BigCommerce's own parser. An unknown field is refused, because a
//! client that misspells one should notice.

mod kind;

use serde_json::{Map, Value};

use super::refusal::Refusal;
pub use kind::{INT_MOST, Kind, NUMBER_MOST};

/// A field that may be sent.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    kind: Kind,
    required: bool,
    nullable: bool,
}

/// A field that may be left out.
pub const fn field(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        required: false,
        nullable: false,
    }
}

impl Field {
    /// The same field, which must be there.
    pub const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// The same field, which may be null.
    pub const fn nullable(self) -> Self {
        Self {
            nullable: true,
            ..self
        }
    }

    /// Whether it can be set at all.
    pub const fn is_kept(&self) -> bool {
        !matches!(self.kind, Kind::ReadOnly | Kind::NotKept)
    }
}

/// Whether a body is to be a whole thing or a change of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Required fields must be there.
    Whole,
    /// Any of them may be left out.
    Part,
}

/// What an object holds of the fields, without those that cannot be set.
///
/// # Errors
/// 422 with a message for each field that does not fit.
pub fn read(
    object: &Map<String, Value>,
    fields: &[Field],
    extent: Extent,
) -> Result<Map<String, Value>, Refusal> {
    let faults = faults(object, fields, extent, "");
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let kept = |name: &String| {
        fields
            .iter()
            .any(|field| field.name == name && field.is_kept())
    };
    let held = object.iter().filter(|(name, _)| kept(name));
    Ok(held.map(|(n, v)| (n.clone(), v.clone())).collect())
}

/// What is wrong with an object, by path below `at`.
pub fn faults(
    object: &Map<String, Value>,
    fields: &[Field],
    extent: Extent,
    at: &str,
) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for (name, value) in object {
        let path = format!("{at}{name}");
        match fields.iter().find(|field| field.name == name) {
            Some(field) if field.nullable && value.is_null() => {}
            Some(field) => kind::wrong(value, field.kind, &path, &mut faults),
            None => faults.push((path, "error.path.unknown".to_owned())),
        }
    }
    let missing = fields
        .iter()
        .filter(|field| extent == Extent::Whole && field.required)
        .filter(|field| !object.contains_key(field.name));
    faults.extend(missing.map(|field| {
        (
            format!("{at}{}", field.name),
            "error.path.missing".to_owned(),
        )
    }));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const LINE: &[Field] = &[field("n", Kind::Whole(1, 9)).required()];
    const FIELDS: &[Field] = &[
        field("name", Kind::Text(1, 3)).required(),
        field("price", Kind::Number(10.0)).nullable(),
        field("lines", Kind::Objects(LINE, 2)),
        field("id", Kind::ReadOnly),
    ];

    fn found(body: &Value) -> Vec<(String, String)> {
        faults(body.as_object().unwrap(), FIELDS, Extent::Whole, "")
    }

    #[test]
    fn every_fault_is_told_under_its_path() {
        let body = json!({"price": "1", "lines": [{"n": 0}, {"n": 1.5, "m": 1}], "nmae": "x"});
        let mut found = found(&body);
        found.sort();
        let told = |path: &str, why: &str| (path.to_owned(), why.to_owned());
        assert_eq!(
            found,
            [
                told("lines.0.n", "error.min"),
                told("lines.1.m", "error.path.unknown"),
                told("lines.1.n", "error.expected.int"),
                told("name", "error.path.missing"),
                told("nmae", "error.path.unknown"),
                told("price", "error.expected.jsnumber"),
            ]
        );
    }

    #[test]
    fn what_fits_is_read_without_what_cannot_be_set() {
        let body = json!({"name": "日本語", "price": null, "id": 7});
        assert_eq!(found(&body), []);
        let held = read(body.as_object().unwrap(), FIELDS, Extent::Whole).unwrap();
        assert_eq!(
            Value::Object(held),
            json!({"name": "日本語", "price": null})
        );
        let part = json!({"price": 1});
        assert!(read(part.as_object().unwrap(), FIELDS, Extent::Part).is_ok());
    }
}
