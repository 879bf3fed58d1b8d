//! Declares every command to Tauri, so that none is open to the page unless a capability grants it.

include!("src/ipc/commands.rs");

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/src/ipc/commands.rs");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*.json")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(why) = tauri_build::try_build(attributes) {
        println!("cargo:warning=tauri-build: {why:#}");
        std::process::exit(1);
    }
}
