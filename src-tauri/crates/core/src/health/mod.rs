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
mod several;
mod shown;
mod sweep;
mod told;

pub(crate) use check::Hurry;
pub(crate) use lapse::{is_near, lapses_at};
