//! The connector that most tests look at.
#![allow(dead_code, reason = "each test file uses its part")]

use std::fs;
use std::path::Path;

use patchbay_connector::{Connector, bundled};

pub fn bigcommerce() -> &'static Connector {
    let named = |connector: &&Connector| connector.id == "bigcommerce";
    bundled().iter().find(named).unwrap()
}

pub fn list(scopes: &[&str]) -> Vec<String> {
    scopes.iter().map(|scope| (*scope).to_owned()).collect()
}

/// The manifest of BigCommerce with the files of its folder.
pub fn manifest() -> String {
    let connectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../connectors");
    let entries = fs::read_dir(connectors.join("bigcommerce")).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.insert(0, connectors.join("bigcommerce.toml"));
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    texts.collect::<Vec<_>>().join("\n")
}
