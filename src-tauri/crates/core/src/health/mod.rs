//! The health of stores and of their hooks.
//!
//! BigCommerce switches off hooks that it could not deliver to, or that carried nothing for 90 days,
//! blocks domains that fail too often, and tells nobody but by e-mail
//! (<https://developer.bigcommerce.com/docs/integrations/webhooks>). So each store is asked now and
//! then, what it tells is kept with its age, and hooks of ours that are off are mended.

mod check;
mod emails;
mod lapse;
mod rounds;
mod shown;
mod sweep;
mod told;

pub(crate) use check::{Found, Hurry, is_silence};
pub(crate) use lapse::{is_near, lapses_at};

/// Stores that are asked at a time. Each has a quota of its own; this spares the machine's line. A check
/// that is cut off is begun anew by the next.
const AT_ONCE: usize = 4;
