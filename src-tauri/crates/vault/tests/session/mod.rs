//! A child process that uses the keychain of a session of the test's own.
//!
//! The environment decides which bus a process talks to, and a process cannot safely change its
//! own: so the test binary starts itself again, with another environment, and tells that child
//! line by line what to do.
#![allow(dead_code, reason = "each test binary uses a part")]

pub mod bus;

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use patchbay_vault::{Key, Keychain, Vault};
use secrecy::{ExposeSecret, SecretString};

pub use bus::Session;
use bus::{Process, surround};

/// Set in a child to say which namespace it works in.
const CHILD: &str = "PATCHBAY_VAULT_TEST_CHILD";

/// Whether keychain tests must run. Says why not when they need not.
pub fn wanted() -> bool {
    let wanted = env::var("PATCHBAY_TEST_KEYCHAIN").is_ok_and(|value| value == "1");
    if !wanted {
        eprintln!("skipped: PATCHBAY_TEST_KEYCHAIN is not 1, so no keyring is expected here");
    }
    wanted
}

/// A child process that does with its keychain what it is told.
pub struct User {
    process: Process,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl User {
    /// A child in this session.
    pub fn of(session: &Session) -> Self {
        Self::at(&session.address(), session.home())
    }

    pub fn at(address: &str, home: &Path) -> Self {
        let mut command = Command::new(env::current_exe().unwrap());
        surround(&mut command, home, address);
        command
            .args(["--exact", "child", "--nocapture"])
            .env(CHILD, "test");
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (orders, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self {
            process: Process::from(child),
            orders,
            answers: BufReader::new(answers),
        }
    }

    /// `put VALUE`, `get`, `delete` or `probe`; answers `ok`, the value, `none` or an error code.
    pub fn tell(&mut self, order: &str) -> String {
        writeln!(self.orders, "{order}").unwrap();
        let mut line = String::new();
        loop {
            line.clear();
            let read = self.answers.read_line(&mut line).unwrap();
            assert!(read > 0, "the child ended before it answered {order:?}");
            if let Some((_, answer)) = line.split_once("vault> ") {
                return answer.trim().to_owned();
            }
        }
    }
}

/// What a child does; nothing when this process is none.
#[allow(
    clippy::print_stdout,
    reason = "its answers go to the test that started it"
)]
pub fn be_a_child() {
    let Ok(namespace) = env::var(CHILD) else {
        return;
    };
    let keychain = Keychain::new(Some(&namespace));
    for order in std::io::stdin().lines() {
        let answer = carry_out(&keychain, &order.unwrap());
        println!("vault> {answer}");
    }
}

fn carry_out(keychain: &Keychain, order: &str) -> String {
    let key = Key::app_secret("k");
    let done = match order.split_once(' ').unwrap_or((order, "")) {
        ("put", value) => keychain
            .put(&key, &SecretString::from(value))
            .map(|()| "ok".into()),
        ("get", _) => keychain.get(&key).map(|secret| match secret {
            Some(secret) => secret.expose_secret().to_owned(),
            None => "none".into(),
        }),
        ("delete", _) => keychain.delete(&key).map(|()| "ok".into()),
        ("probe", _) => keychain.probe().map(|()| "ok".into()),
        other => panic!("no such order: {other:?}"),
    };
    done.unwrap_or_else(|error| error.code().to_owned())
}
