//! The invariants of ARCHITECTURE.md that manifests and sources can show.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

const CRATES: &[&str] = &[
    "bigcommerce",
    "connector",
    "core",
    "gateway",
    "ledger",
    "orchestration",
    "practice",
    "vault",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn manifest(name: &str) -> String {
    fs::read_to_string(
        root()
            .join("src-tauri/crates")
            .join(name)
            .join("Cargo.toml"),
    )
    .unwrap()
}

/// The packages a crate is built from, its tests' own left out.
fn dependencies(name: &str) -> Vec<String> {
    let manifest = manifest(name);
    let after = manifest.split_once("[dependencies]").unwrap().1;
    let section = after.split("\n[").next().unwrap();
    section
        .lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|word| !word.is_empty() && !word.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() && name != "node_modules" && name != "dist" {
            found.extend(files(&entry, endings));
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(entry);
        }
    }
    found
}

fn naming(folder: &str, endings: &[&str], word: &str) -> Vec<String> {
    let of_folder = root().join(folder);
    files(&of_folder, endings)
        .into_iter()
        .filter(|file| fs::read_to_string(file).unwrap().contains(word))
        .map(|file| file.strip_prefix(root()).unwrap().display().to_string())
        .collect()
}

#[test]
fn only_the_shell_names_tauri() {
    for name in CRATES {
        let found = dependencies(name);
        assert!(
            !found.iter().any(|one| one.starts_with("tauri")),
            "{name} depends on {found:?}"
        );
    }
}

#[test]
fn the_six_know_nothing_of_one_another_and_practice_of_none() {
    for name in CRATES.iter().filter(|name| **name != "core") {
        let ours: Vec<_> = dependencies(name)
            .into_iter()
            .filter(|one| one.starts_with("patchbay"))
            .collect();
        assert!(ours.is_empty(), "{name} depends on {ours:?}");
    }
}

#[test]
fn core_does_not_know_practice() {
    assert!(!dependencies("core").contains(&"patchbay-practice".to_owned()));
}

#[test]
fn the_gateway_never_names_bigcommerce() {
    let found = naming("src-tauri/crates/gateway/src", &[".rs"], "BigCommerce");
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn one_crate_each_for_the_keychain_and_sqlite() {
    for name in CRATES {
        let found = dependencies(name);
        let keychain = found.iter().any(|one| one.starts_with("keyring"));
        let sqlite = found.iter().any(|one| one.starts_with("rusqlite"));
        assert_eq!(keychain, *name == "vault", "{name} and the keychain");
        assert_eq!(sqlite, *name == "ledger", "{name} and SQLite");
    }
}

#[test]
fn the_page_speaks_to_tauri_in_one_folder() {
    let outside: Vec<_> = naming("ui/src", &[".ts", ".svelte"], "@tauri-apps/")
        .into_iter()
        .filter(|file| !file.starts_with("ui/src/lib/ipc/"))
        .collect();
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn the_page_renders_text_as_text() {
    let found = naming("ui/src", &[".svelte"], "{@html");
    assert!(found.is_empty(), "{found:?}");
}
