//! What BigCommerce sends to an app's callback URLs: Auth and Load by way of the merchant's
//! browser, Uninstall and Remove User from its servers.

mod address;
mod server_side;
mod signed_payload;

pub(crate) use address::{auth_address, checked, is_loopback, load_address};
pub(crate) use server_side::tell;
pub use signed_payload::signed_payload;
