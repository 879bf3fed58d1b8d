//! The one language of orchestrations: `{{ trigger.total_inc_tax | money }}`.
//!
//! A field that is exactly one expression has its value, with its type; anything else is text. What is
//! not there is an error and never nothing, amounts are counted in decimals, and an expression sees
//! nothing but its [`Context`].

mod bind;
mod blank;
mod check;
mod compare;
mod context;
mod decimal;
mod error;
mod evaluate;
mod filters;
mod fuel;
mod kind;
mod lookup;
mod operators;
mod parts;
mod preview;
mod questions;
mod quoted;
mod read;
mod read_operators;
mod references;
mod remedy;
mod span;
mod template;
mod term;
mod tree;

pub use bind::Parameter;
pub(crate) use blank::below;
pub use blank::{Blank, BlankError};
pub use check::{Remark, check};
pub use context::Context;
pub(crate) use decimal::Exact;
pub use error::{ExpressionError, Problem};
pub use filters::{Filter, filters};
pub use fuel::{FUEL, MOST_BYTES};
pub use kind::Kind;
pub use parts::{LONGEST_EXPRESSION, LONGEST_TEXT};
pub use preview::{Preview, preview};
pub(crate) use quoted::quoted;
pub use references::{Reference, references};
pub use span::Span;
pub use template::Expression;
