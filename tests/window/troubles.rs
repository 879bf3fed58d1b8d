//! What goes wrong with the machine rather than with BigCommerce, as the window tells it.

#[path = "../../src-tauri/crates/vault/tests/session/bus.rs"]
mod bus;

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use fantoccini::Locator;

use crate::desk::{APP, Circumstances, Desk};

const CLIENT_ID: &str = "qqnz3wgm3kwi9f6lxmgh6ts13yqgnq7";
const CLIENT_SECRET: &str = "0f0e7c7c1b5c4e0b9d1c3a5f7e9b1d3f5a7c9e1b3d5f7a9c1e3b5d7f9a1c3e5b";

fn at(folder: tempfile::TempDir) -> Circumstances<'static> {
    Circumstances {
        folder,
        ..Circumstances::default()
    }
}

fn on_bus(address: &str) -> Circumstances<'static> {
    Circumstances {
        environment: vec![("DBUS_SESSION_BUS_ADDRESS", address.into())],
        ..Circumstances::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_used_is_explained_and_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let in_the_way = folder.path().join("home");
    fs::write(&in_the_way, "a file in the way").unwrap();
    let desk = Desk::open_under(at(folder)).await;
    desk.app.see("The data folder cannot be used").await;
    desk.app.see("PATCHBAY_HOME").await;
    desk.app.picture("startup-failure").await;
    desk.app.press("Try again").await;
    desk.app.see("Still in the way after 1 try").await;
    fs::remove_file(in_the_way).unwrap();
    desk.app.press("Try again").await;
    desk.app.see("Practise first").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_another_patchbay_uses_is_left_to_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("home")).unwrap();
    let lock = File::create(folder.path().join("home/lock")).unwrap();
    lock.lock().unwrap();
    let desk = Desk::open_under(at(folder)).await;
    desk.app
        .see("Another Patchbay is running with this data folder")
        .await;
    desk.app.picture("startup-in-use").await;
    drop(lock);
    desk.app.press("Try again").await;
    desk.app.see("Practise first").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_port_is_said_and_mended() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let desk = Desk::open(&["--port", &port]).await;
    desk.app.see("Not listening").await;
    desk.app.press("Feed").await;
    desk.app.find("[data-test='standstill']").await;
    desk.app
        .see(&format!("Another program uses port {port}"))
        .await;
    desk.app.picture("feed-not-listening").await;
    desk.app.press("Not listening").await;
    desk.app.picture("port-taken").await;
    drop(taken);
    desk.app.press(&format!("Try port {port} again")).await;
    desk.app
        .see(&format!("Listening on 127.0.0.1:{port}"))
        .await;
    desk.close().await;
}

/// What a real app's credentials meet on the bus at `address`.
async fn save_real_credentials(desk: &Desk) {
    desk.app.press("Catalog").await;
    desk.app.press("Connect a real app").await;
    desk.app.press("Begin the set-up").await;
    let step = "[data-step-link='credentials'] a, a[data-step-link='credentials']";
    desk.app.click(Locator::Css(step)).await;
    desk.app.fill("#client-id", CLIENT_ID).await;
    desk.app.fill("#client-secret", CLIENT_SECRET).await;
    desk.app.press("Save credentials").await;
}

fn keeps_no_secret(home: &Path) {
    for file in fs::read_dir(home).unwrap() {
        let path = file.unwrap().path();
        let bytes = if path.is_file() {
            fs::read(&path).unwrap()
        } else {
            vec![]
        };
        let found = bytes
            .windows(CLIENT_SECRET.len())
            .any(|window| window == CLIENT_SECRET.as_bytes());
        assert!(!found, "{} holds the secret", path.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_session_bus_practice_goes_on_and_a_real_secret_is_refused() {
    let desk = Desk::open_under(on_bus("unix:path=/nowhere/at/all")).await;
    desk.app.press("Secrets in memory only").await;
    desk.app
        .see("There is no session bus (D-Bus) to reach the keychain through.")
        .await;
    desk.app.picture("no-session-bus").await;
    save_real_credentials(&desk).await;
    desk.app.see("under dbus-run-session").await;
    desk.app.picture("no-session-bus-credentials").await;
    assert_eq!(desk.app.value("#client-secret").await, CLIENT_SECRET);
    keeps_no_secret(&desk.home());
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_keychain_is_opened_while_the_app_runs() {
    let session = bus::Session::new();
    let _bus = session.bus();
    let locked = session.locked_keyring();
    let desk = Desk::open_under(on_bus(&session.address())).await;
    save_real_credentials(&desk).await;
    desk.app.see("The keychain is locked.").await;
    desk.app.picture("locked-keychain-credentials").await;
    keeps_no_secret(&desk.home());
    drop(locked);
    let _unlocked = session.unlocked_keyring();
    desk.app.press("Save credentials").await;
    desk.app.see("Not proved yet").await;
    keeps_no_secret(&desk.home());
    desk.app.press("Secrets in memory only").await;
    desk.app.see("Make the search index anew").await;
    desk.app.press("Try the keychain again").await;
    desk.app.see("The keychain is open").await;
    desk.close().await;
}

/// A shell that gives the app a data folder on a disk of its own, all but full, and leaves its
/// process id beside it.
fn on_a_small_disk(folder: &Path) -> PathBuf {
    let script = folder.join("launcher");
    let outer = if is_root() {
        "unshare --mount"
    } else {
        "unshare --map-root-user --mount"
    };
    let text = format!(
        "#!/bin/sh\nexec {outer} sh -c 'mkdir -p \"$PATCHBAY_HOME\" &&\n\
         mount -t tmpfs -o size=8m,mode=0700 small \"$PATCHBAY_HOME\" &&\n\
         head -c 6m /dev/zero >\"$PATCHBAY_HOME/filler\" &&\n\
         echo $$ >{pid}.next && mv {pid}.next {pid} &&\n\
         exec \"$@\"' sh {APP} \"$@\"\n",
        pid = folder.join("pid").display(),
    );
    fs::write(&script, text).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).unwrap();
    script
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_ends_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let launcher = on_a_small_disk(folder.path());
    let pid = folder.path().join("pid");
    let desk = Desk::open_under(Circumstances {
        launcher: Some(launcher),
        ..at(folder)
    })
    .await;
    desk.app.see("Practise first").await;
    let home = desk.home();
    let pid = fs::read_to_string(pid).unwrap();
    let inside = PathBuf::from(format!("/proc/{}/root{}", pid.trim(), home.display()));
    let left = fs::File::create(inside.join("more")).unwrap();
    fill(left);
    practise_until_full(&desk).await;
    desk.app.picture("full-disk").await;
    desk.app.see("Nothing can be stored").await;
    fs::remove_file(inside.join("filler")).unwrap();
    desk.app.press("Feed").await;
    desk.app.gone("Nothing can be stored").await;
    desk.close().await;
}

/// Makes apps until there is no room for one: the first may fit into what the files have already.
async fn practise_until_full(desk: &Desk) {
    for _ in 0..60 {
        desk.app.press("Practise first").await;
        let mut text = String::new();
        while !text.contains("Use your credentials") {
            text = desk.app.text().await;
            if text.contains("The disk is full.") {
                return;
            }
        }
        desk.app.press("Catalog").await;
    }
    desk.app.see("The disk is full.").await;
}

/// Takes what room there is.
fn fill(mut file: File) {
    use std::io::Write;
    for size in [64 * 1024, 4096, 512, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_without_a_language_shows_the_same_words() {
    let languages = ["LANG", "LC_ALL", "LANGUAGE"];
    let desk = Desk::open_under(Circumstances {
        environment: languages.map(|name| (name, "C".into())).into(),
        arguments: &["--practice"],
        ..Circumstances::default()
    })
    .await;
    desk.app.find("[data-step='callbacks']").await;
    desk.app.press("Feed").await;
    desk.app.see("0 events today").await;
    desk.app.picture("language-c").await;
    desk.close().await;
}
