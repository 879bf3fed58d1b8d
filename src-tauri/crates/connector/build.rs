//! Refuses a faulty manifest at build, with the modules that refuse it at load.

#![allow(dead_code, missing_docs, unused_imports)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io::Write};

#[path = "src/action/mod.rs"]
mod action;
#[path = "src/calls.rs"]
mod calls;
#[path = "src/diagnosis.rs"]
mod diagnosis;
#[path = "src/endpoint.rs"]
mod endpoint;
#[path = "src/exception.rs"]
mod exception;
#[path = "src/fetch.rs"]
mod fetch;
#[path = "src/form.rs"]
mod form;
#[path = "src/hydration.rs"]
mod hydration;
#[path = "src/manifest.rs"]
mod manifest;
#[path = "src/model.rs"]
mod model;
#[path = "src/needs.rs"]
mod needs;
#[path = "src/reading.rs"]
mod reading;
#[path = "src/recovery.rs"]
mod recovery;
#[path = "src/resource.rs"]
mod resource;
#[path = "src/satisfy.rs"]
mod satisfy;
#[path = "src/scope.rs"]
mod scope;
#[path = "src/subject.rs"]
mod subject;
#[path = "src/trigger.rs"]
mod trigger;
#[path = "src/validate.rs"]
mod validate;
#[path = "src/validate_action.rs"]
mod validate_action;
#[path = "src/validate_diagnosis.rs"]
mod validate_diagnosis;
#[path = "src/validate_endpoint.rs"]
mod validate_endpoint;
#[path = "src/validate_exception.rs"]
mod validate_exception;
#[path = "src/validate_hydration.rs"]
mod validate_hydration;
#[path = "src/validate_input.rs"]
mod validate_input;
#[path = "src/validate_listing.rs"]
mod validate_listing;
#[path = "src/validate_recovery.rs"]
mod validate_recovery;
#[path = "src/validate_resource.rs"]
mod validate_resource;
#[path = "src/validate_trigger.rs"]
mod validate_trigger;
#[path = "src/validate_webhook.rs"]
mod validate_webhook;
#[path = "src/webhook.rs"]
mod webhook;

fn main() -> ExitCode {
    match check_all() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            say(&format!("cargo::error={}", message.replace('\n', " ")));
            ExitCode::FAILURE
        }
    }
}

fn check_all() -> Result<(), String> {
    let root = env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set")?;
    let folder = PathBuf::from(root).join("../../connectors");
    say("cargo::rerun-if-changed=../../connectors");
    say("cargo::rerun-if-changed=src");
    let entries = fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|why| why.to_string())?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            check(&path)?;
        }
    }
    Ok(())
}

fn check(path: &Path) -> Result<(), String> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let text = whole(path).map_err(|why| format!("connectors/{name}: {why}"))?;
    manifest::parse(&text)
        .map(drop)
        .map_err(|why| format!("connectors/{name}: {why}"))
}

/// A manifest with the files of its folder, by name.
fn whole(path: &Path) -> std::io::Result<String> {
    let mut text = fs::read_to_string(path)?;
    let folder = path.with_extension("");
    if !folder.is_dir() {
        return Ok(text);
    }
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut files = entries.collect::<std::io::Result<Vec<_>>>()?;
    files.sort();
    for file in files {
        text = format!("{text}\n{}", fs::read_to_string(file)?);
    }
    Ok(text)
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
