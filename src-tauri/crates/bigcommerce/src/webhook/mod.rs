//! What BigCommerce posts for a hook: its signature and its body.

mod payload;
mod signature;

pub use payload::{Payload, PayloadError, parse};
pub use signature::{Fault, Signature, SigningKey, TOLERANCE_S, sign, verify};
