//! Many stores of the practice BigCommerce.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use patchbay_core::view::AppMode;
use patchbay_core::{Patchbay, Setup};
use serde_json::{Value, json};

use super::elsewhere::{Elsewhere, four_ports};
use super::{Bench, setup};

/// Stores of one app: more installs in a minute are turned away.
const EACH: usize = 8;

/// Apps that are installed on so many stores together, their four hooks active on each.
pub async fn installed_on(home: &Path, stores: usize) -> Bench {
    let setup = Setup {
        executable: with_stores(home, stores),
        practice_port: Some(four_ports()),
        ..setup(home)
    };
    let bench = Bench::of(Patchbay::start(setup).await.unwrap(), home);
    bench.patchbay.start_practice().await.unwrap();
    for (nth, some) in hashes(&bench).await.chunks(EACH).enumerate() {
        let name = format!("Practice {nth}");
        let (app, registered) = bench.set_up_as(AppMode::Practice, &name).await;
        for hash in some {
            let answer = bench.install(&app, &registered, hash).await;
            assert_eq!(answer.status(), 200, "{hash} installs");
        }
    }
    let all = u32::try_from(4 * stores).unwrap();
    bench
        .until_late("every hook", |it| async move {
            let rows = it.patchbay.store_rows().await.unwrap();
            rows.iter().map(|row| row.hooks_active).sum::<u32>() == all
        })
        .await;
    bench
}

/// Scopes of hooks that Patchbay does not make.
const OTHERS: [&str; 6] = [
    "store/product/created",
    "store/product/updated",
    "store/product/deleted",
    "store/customer/created",
    "store/customer/updated",
    "store/customer/deleted",
];

/// Six more hooks of the same Client ID on each store, that another program made.
pub async fn add_hooks(bench: &Bench) {
    for hash in hashes(bench).await {
        let elsewhere = Elsewhere::of(bench, &hash).await;
        for scope in OTHERS {
            let destination = format!("https://elsewhere.example.com/{hash}/{scope}");
            let hook = json!({"scope": scope, "destination": destination, "is_active": true});
            let made = elsewhere.call(bench, "POST", "/v3/hooks", hook).await;
            assert!(made.status().is_success(), "{scope}: {}", made.status());
        }
    }
}

/// The hashes of all stores.
pub async fn hashes(bench: &Bench) -> Vec<String> {
    let url = format!("{}/practice/stores", bench.control_panel().await);
    let list: Value = bench.get(&url).await.json().await.unwrap();
    let stores = list["stores"].as_array().unwrap().iter();
    stores
        .map(|store| store["hash"].as_str().unwrap().to_owned())
        .collect()
}

/// The executable, whose practice BigCommerce has so many stores.
fn with_stores(home: &Path, stores: usize) -> PathBuf {
    let script = home.with_extension("sh");
    let patchbay = env!("CARGO_BIN_EXE_patchbay");
    let text = format!("#!/bin/sh\nexec '{patchbay}' \"$@\" --stores {stores}\n");
    fs::write(&script, text).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).unwrap();
    script
}
