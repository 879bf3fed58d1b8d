//! What was filled in, as the page sends it: a JSON object.

use patchbay_connector::{Fault, Why};
use serde_json::Value;

use crate::error::{Error, Field, Result};
use crate::view::InputFault;

/// The longest that is read, in bytes.
const LONGEST: usize = 1024 * 1024;

pub(super) fn parse(text: &str) -> Result<Value> {
    let refused = |message: &str| Error::invalid(Field::Input, message);
    if text.len() > LONGEST {
        return Err(refused("What is filled in is larger than 1 MB."));
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|why| Error::invalid(Field::Input, format!("This is no JSON: {why}.")))?;
    match value.is_object() {
        true => Ok(value),
        false => Err(refused("A JSON object is needed.")),
    }
}

pub(super) fn shown(fault: &Fault) -> InputFault {
    InputFault {
        place: fault.place.clone(),
        words: fault.why.to_string(),
        missing: matches!(fault.why, Why::Missing | Why::OneOf(_)),
    }
}

/// The first thing that is wrong, as an error.
pub(super) fn refused(faults: &[Fault]) -> Error {
    let said = faults.first().map(|fault| {
        let place = fault.place.replace(['/', '_'], " ");
        format!("{}: {}.", crate::words::capitalised(&place), fault.why)
    });
    Error::invalid(Field::Input, said.unwrap_or_default())
}
