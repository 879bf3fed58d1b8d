//! The keychain of the session the tests run in, when PATCHBAY_TEST_KEYCHAIN=1 says there is one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod session;

use std::process;
use std::thread;

use patchbay_vault::{Key, Keychain, Kind, Vault};
use secrecy::{ExposeSecret, SecretString};

/// A namespace of this test's own.
fn keychain(test: &str) -> Keychain {
    Keychain::new(Some(&format!("test-{}-{test}", process::id())))
}

fn read(vault: &dyn Vault, key: &Key) -> Option<String> {
    vault
        .get(key)
        .unwrap()
        .map(|secret| secret.expose_secret().to_owned())
}

#[test]
fn a_probe_proves_it() {
    if session::wanted() {
        let keychain = keychain("probe");
        keychain.probe().unwrap();
        assert_eq!(keychain.kind(), Kind::Keychain);
    }
}

#[test]
fn keeps_replaces_and_forgets() {
    if !session::wanted() {
        return;
    }
    let (keychain, key) = (keychain("keeps"), Key::store_token("app", "g5cd38"));
    assert_eq!(read(&keychain, &key), None, "nothing is kept yet");
    for value in ["one", "zwei – ü – 三\nline two", "", &"x".repeat(4096)] {
        keychain.put(&key, &SecretString::from(value)).unwrap();
        assert_eq!(read(&keychain, &key).as_deref(), Some(value));
    }
    keychain.delete(&key).unwrap();
    keychain.delete(&key).unwrap();
    assert_eq!(read(&keychain, &key), None, "what was deleted is gone");
}

#[test]
fn namespaces_and_keys_are_apart() {
    if !session::wanted() {
        return;
    }
    let (here, there) = (keychain("here"), keychain("there"));
    let (secret, hooks) = (Key::app_secret("app"), Key::hook_key("app"));
    here.put(&secret, &SecretString::from("here")).unwrap();
    assert_eq!(
        read(&there, &secret),
        None,
        "another namespace has its own items"
    );
    assert_eq!(
        read(&here, &hooks),
        None,
        "another purpose has its own item"
    );
    there.put(&secret, &SecretString::from("there")).unwrap();
    assert_eq!(read(&here, &secret).as_deref(), Some("here"));
    here.delete(&secret).unwrap();
    assert_eq!(read(&there, &secret).as_deref(), Some("there"));
    there.delete(&secret).unwrap();
}

#[test]
fn many_threads_may_use_it() {
    if !session::wanted() {
        return;
    }
    let keychain = keychain("threads");
    thread::scope(|scope| {
        for number in 0..8 {
            let keychain = &keychain;
            scope.spawn(move || {
                let key = Key::store_token("app", &number.to_string());
                let value = format!("token {number}");
                keychain
                    .put(&key, &SecretString::from(value.as_str()))
                    .unwrap();
                assert_eq!(read(keychain, &key), Some(value));
                keychain.delete(&key).unwrap();
            });
        }
    });
}

#[tokio::test]
async fn works_in_spawn_blocking_of_a_single_thread() {
    if session::wanted() {
        let keychain = keychain("single");
        tokio::task::spawn_blocking(move || keychain.probe())
            .await
            .unwrap()
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn works_in_spawn_blocking_of_several_threads() {
    if !session::wanted() {
        return;
    }
    let keychain = keychain("several");
    let probes: Vec<_> = (0..4)
        .map(|_| {
            let keychain = keychain.clone();
            tokio::task::spawn_blocking(move || keychain.probe())
        })
        .collect();
    for probe in probes {
        probe.await.unwrap().unwrap();
    }
}
