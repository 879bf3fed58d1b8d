//! Session buses and keyrings of a test's own.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PASSWORD: &[u8] = b"test";

/// A process that is killed when it is dropped.
pub struct Process(Child);

impl From<Child> for Process {
    fn from(child: Child) -> Self {
        Self(child)
    }
}

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

    /// Where its users live.
    pub fn home(&self) -> &Path {
        self.folder.path()
    }
}

/// Puts a command into the session at `address`.
pub fn surround(command: &mut Command, home: &Path, address: &str) {
    command
        .env_remove("DISPLAY")
        .env_remove("GNOME_KEYRING_CONTROL")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("DBUS_SESSION_BUS_ADDRESS", address);
}

/// Polls until `done`, for at most ten seconds.
pub fn until(what: &str, mut done: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !done() {
        assert!(Instant::now() < deadline, "gave up waiting until {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
