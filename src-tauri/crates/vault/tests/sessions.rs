//! Sessions as they go wrong: no bus, no keychain, locked, started late, restarted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(target_os = "linux")]

mod session;

use session::{Session, User};

/// What the other tests start as a process of its own.
#[test]
fn child() {
    session::be_a_child();
}

#[test]
fn no_bus_is_said_each_time() {
    let home = tempfile::tempdir().unwrap();
    for address in ["unix:path=/nowhere/at/all", "disabled:", "nonsense"] {
        let mut user = User::at(address, home.path());
        for order in ["probe", "get", "put x", "delete"] {
            assert_eq!(user.tell(order), "vault_no_bus", "{order} at {address}");
        }
    }
}

#[test]
fn a_bus_without_a_keychain_is_another_matter() {
    if !session::wanted() {
        return;
    }
    let session = Session::new();
    let _bus = session.bus();
    let mut user = User::of(&session);
    assert_eq!(user.tell("probe"), "vault_no_store");
    assert_eq!(user.tell("get"), "vault_no_store");
}

#[test]
fn a_keychain_started_later_is_found() {
    if !session::wanted() {
        return;
    }
    let session = Session::new();
    let mut user = User::of(&session);
    assert_eq!(user.tell("probe"), "vault_no_bus");
    let _bus = session.bus();
    assert_eq!(user.tell("probe"), "vault_no_store");
    let _keyring = session.unlocked_keyring();
    assert_eq!(user.tell("probe"), "ok", "the same process finds it");
    assert_eq!(user.tell("put canary"), "ok");
    assert_eq!(user.tell("get"), "canary");
}

#[test]
fn a_restarted_keychain_is_found_again() {
    if !session::wanted() {
        return;
    }
    let session = Session::new();
    let bus = session.bus();
    let keyring = session.unlocked_keyring();
    let mut user = User::of(&session);
    assert_eq!(user.tell("put canary"), "ok");
    drop(keyring);
    assert_eq!(user.tell("get"), "vault_no_store");
    let keyring = session.unlocked_keyring();
    assert_eq!(
        user.tell("get"),
        "canary",
        "a new session with the restarted service"
    );
    drop((keyring, bus));
    assert_eq!(user.tell("get"), "vault_no_bus");
    let _bus = session.bus();
    let _keyring = session.unlocked_keyring();
    assert_eq!(
        user.tell("get"),
        "canary",
        "a new connection to the restarted bus"
    );
}

#[test]
fn a_locked_keychain_is_said_and_keeps_its_items() {
    if !session::wanted() {
        return;
    }
    let session = Session::new();
    let _bus = session.bus();
    let keyring = session.unlocked_keyring();
    let mut user = User::of(&session);
    assert_eq!(user.tell("put canary"), "ok");
    session.lock();
    for order in ["get", "put other", "delete", "probe"] {
        assert_eq!(user.tell(order), "vault_locked", "{order}");
    }
    drop(keyring);
    let _keyring = session.unlocked_keyring();
    assert_eq!(
        user.tell("get"),
        "canary",
        "unlocked again, nothing is lost"
    );
}

#[test]
fn a_keychain_never_unlocked_is_locked() {
    if !session::wanted() {
        return;
    }
    let session = Session::new();
    let _bus = session.bus();
    let _keyring = session.locked_keyring();
    let mut user = User::of(&session);
    assert_eq!(user.tell("probe"), "vault_locked");
}
