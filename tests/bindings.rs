//! The page's types are generated from the commands and committed; this fails when they are stale.
//! `PATCHBAY_WRITE_BINDINGS=1 cargo test --test bindings` writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;

use specta_typescript::Typescript;

const COMMITTED: &str = "ui/src/lib/ipc/bindings.ts";

#[test]
fn the_committed_bindings_are_those_of_the_commands() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join(COMMITTED);
    let generated = generated();
    if std::env::var_os("PATCHBAY_WRITE_BINDINGS").is_some() {
        fs::write(&committed, &generated).unwrap();
    }
    let found = fs::read_to_string(&committed).unwrap_or_default();
    assert_eq!(
        found, generated,
        "stale: PATCHBAY_WRITE_BINDINGS=1 cargo test --test bindings"
    );
}

fn generated() -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bindings.ts");
    let header =
        "/* eslint-disable */\n// Generated from the Rust commands; tests/bindings.rs says how.\n";
    patchbay_lib::ipc::builder::<tauri::Wry>()
        .export(Typescript::default().header(header), &file)
        .unwrap();
    fs::read_to_string(file).unwrap()
}
