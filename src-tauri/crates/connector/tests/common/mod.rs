//! The connector that most tests look at.
#![allow(dead_code, reason = "each test file uses its part")]

use patchbay_connector::{Connector, bundled};

pub fn bigcommerce() -> &'static Connector {
    let named = |connector: &&Connector| connector.id == "bigcommerce";
    bundled().iter().find(named).unwrap()
}

pub fn list(scopes: &[&str]) -> Vec<String> {
    scopes.iter().map(|scope| (*scope).to_owned()).collect()
}
