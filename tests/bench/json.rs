//! `target/bench.json`: what every bench measured last, by name.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::Result;

/// Puts figures beside those that others put there.
pub fn merge(figures: Map<String, Value>) -> Result<()> {
    let path = path()?;
    let mut all = match fs::read(&path) {
        Ok(text) => serde_json::from_slice::<Map<String, Value>>(&text)?,
        Err(_) => Map::new(),
    };
    all.extend(figures);
    fs::write(&path, serde_json::to_string_pretty(&all)? + "\n")?;
    Ok(())
}

/// A figure to three places.
pub fn rounded(value: f64) -> Value {
    json!((value * 1000.0).round() / 1000.0)
}

/// `bench.json` in the target folder this bench was built in.
fn path() -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let target = here
        .ancestors()
        .nth(3)
        .ok_or("the bench stands in no target folder")?;
    Ok(Path::new(target).join("bench.json"))
}
