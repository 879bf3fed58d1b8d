//! Session buses and keyrings of a test's own, and a child process that uses the keychain there.
//!
//! The environment decides which bus a process talks to, and a process cannot safely change its
//! own: so the test binary starts itself again, with another environment, and tells that child
//! line by line what to do.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use patchbay_vault::{Key, Keychain, Vault};
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;

/// Set in a child to say which namespace it works in.
const CHILD: &str = "PATCHBAY_VAULT_TEST_CHILD";
const PASSWORD: &[u8] = b"test";

/// Whether keychain tests must run. Says why not when they need not.
pub fn wanted() -> bool {
    let wanted = env::var("PATCHBAY_TEST_KEYCHAIN").is_ok_and(|value| value == "1");
    if !wanted {
        eprintln!("skipped: PATCHBAY_TEST_KEYCHAIN is not 1, so no keyring is expected here");
    }
    wanted
}

/// A process that is killed when it is dropped.
pub struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A folder with room for a bus, a home and a keyring.
pub struct Session {
    folder: TempDir,
}

impl Session {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("bus")
    }

    pub fn address(&self) -> String {
        format!("unix:path={}", self.socket().display())
    }

    /// Starts a bus that starts no service by itself.
    pub fn bus(&self) -> Process {
        let config = self.folder.path().join("bus.conf");
        let policy =
            "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/>";
        let address = self.address();
        let text = format!(
            "<busconfig><type>session</type><listen>{address}</listen>\
             <policy context=\"default\">{policy}</policy></busconfig>"
        );
        fs::write(&config, text).unwrap();
        let config = format!("--config-file={}", config.display());
        let bus = self
            .command("dbus-daemon")
            .args([&config, "--nofork"])
            .spawn();
        let bus = Process(bus.expect("dbus-daemon is installed"));
        until("the bus listens", || {
            std::os::unix::net::UnixStream::connect(self.socket()).is_ok()
        });
        bus
    }

    /// Starts a keyring on the bus, its login keyring unlocked.
    pub fn unlocked_keyring(&self) -> Process {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut keyring = command
            .stdin(Stdio::piped())
            .spawn()
            .expect("gnome-keyring is installed");
        keyring.stdin.take().unwrap().write_all(PASSWORD).unwrap();
        self.answering(Process(keyring))
    }

    /// Starts a keyring on the bus that nobody unlocked.
    pub fn locked_keyring(&self) -> Process {
        let mut command = self.command("gnome-keyring-daemon");
        command
            .args(["--foreground", "--components=secrets"])
            .stdin(Stdio::null());
        self.answering(Process(
            command.spawn().expect("gnome-keyring is installed"),
        ))
    }

    /// Locks the login keyring.
    pub fn lock(&self) {
        let collection = "array:objpath:/org/freedesktop/secrets/collection/login";
        let done = self.send(&["org.freedesktop.Secret.Service.Lock", collection]);
        assert!(done, "the keyring can be locked");
    }

    fn answering(&self, keyring: Process) -> Process {
        let open = [
            "org.freedesktop.Secret.Service.OpenSession",
            "string:plain",
            "variant:string:",
        ];
        until("the keyring answers", || self.send(&open));
        keyring
    }

    fn send(&self, call: &[&str]) -> bool {
        let mut command = self.command("dbus-send");
        command.args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
        ]);
        command.arg("/org/freedesktop/secrets").args(call);
        command.stdout(Stdio::null()).status().unwrap().success()
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        surround(&mut command, self.folder.path(), &self.address());
        command.stderr(Stdio::null());
        command
    }

    /// A child that uses the keychain in this session.
    pub fn user(&self) -> User {
        User::at(&self.address(), self.folder.path())
    }
}

fn surround(command: &mut Command, home: &Path, address: &str) {
    command
        .env_remove("DISPLAY")
        .env_remove("GNOME_KEYRING_CONTROL")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("DBUS_SESSION_BUS_ADDRESS", address);
}

/// A child process that does with its keychain what it is told.
pub struct User {
    process: Process,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl User {
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
            process: Process(child),
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

/// Polls until `done`, for at most ten seconds.
pub fn until(what: &str, mut done: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !done() {
        assert!(Instant::now() < deadline, "gave up waiting until {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
