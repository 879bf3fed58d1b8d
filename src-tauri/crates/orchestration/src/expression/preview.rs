//! What an expression comes to with what is known now, shown while it is typed.

use serde::Serialize;
use serde_json::Value;
use specta::Type;

use super::context::Context;
use super::error::ExpressionError;
use super::kind::Kind;
use super::template::Expression;
use crate::json::Json;

/// A value and what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename = "ExpressionPreview")]
pub struct Preview {
    /// The value.
    #[specta(type = Json)]
    pub value: Value,
    /// Its kind.
    pub kind: Kind,
}

/// Works a text out.
///
/// # Errors
/// Where it cannot be read or gives no value.
pub fn preview(text: &str, context: &Context) -> Result<Preview, ExpressionError> {
    let value = Expression::parse(text)?.evaluate(context)?;
    let kind = Kind::of(&value);
    Ok(Preview { value, kind })
}
