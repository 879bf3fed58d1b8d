//! OpenSSH's own server, as the user who runs the tests.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(20);

/// A server, its folder, and where it listens.
pub struct Sshd {
    folder: TempDir,
    pub port: u16,
    /// Where it is to listen for the tunnel.
    pub forwarded: u16,
    running: Option<Child>,
}

impl Sshd {
    /// Makes the server's keys and a user's key, and starts it.
    pub async fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), "").await
    }

    /// The same, and it runs a script in the place of whatever is asked for.
    pub async fn running(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("forced");
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self::start_in(folder, &format!("ForceCommand {}", path.display())).await
    }

    async fn start_in(folder: TempDir, lines: &str) -> Self {
        let mut sshd = Self {
            port: free_port(),
            forwarded: free_port(),
            folder,
            running: None,
        };
        sshd.new_host_key();
        keygen(&sshd.path("user"), &[]);
        let user = fs::read_to_string(sshd.path("user.pub")).unwrap();
        fs::write(sshd.path("authorized_keys"), user).unwrap();
        fs::write(sshd.path("sshd_config"), sshd.configuration(lines)).unwrap();
        sshd.again().await;
        sshd
    }

    /// Starts it once more.
    pub async fn again(&mut self) {
        // Only root's needs it, and only root can make it.
        let _made = fs::create_dir_all("/run/sshd");
        let log = fs::File::create(self.path("log")).unwrap();
        let child = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f"])
            .arg(self.path("sshd_config"))
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("openssh-server is installed");
        self.running = Some(child);
        let port = self.port;
        until(|| TcpStream::connect(("127.0.0.1", port)).is_ok()).await;
    }

    /// Another host key than before, from the next start on.
    pub fn new_host_key(&self) {
        let path = self.path("host");
        let _first = fs::remove_file(&path);
        keygen(&path, &[]);
    }

    /// Lets this key in too.
    pub fn authorize(&self, line: &str) {
        let path = self.path("authorized_keys");
        let before = fs::read_to_string(&path).unwrap();
        fs::write(path, format!("{before}{line}\n")).unwrap();
    }

    /// Ends it and every connection it has, without a word.
    pub fn kill(&mut self) {
        self.signal_sessions(Signal::KILL);
        if let Some(mut child) = self.running.take() {
            let _gone = child.kill();
            let _status = child.wait();
        }
    }

    /// Sends a signal to whoever serves a connection.
    pub fn signal_sessions(&self, signal: Signal) {
        for id in self.sessions() {
            let _gone = kill_process(Pid::from_raw(id).unwrap(), signal);
        }
    }

    pub fn touch(&self, name: &str) {
        fs::write(self.path(name), "").unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Those who serve its connections.
    pub fn sessions(&self) -> Vec<i32> {
        let Some(child) = &self.running else {
            return Vec::new();
        };
        let all = processes();
        let (mut found, mut new) = (Vec::new(), vec![i32::try_from(child.id()).unwrap()]);
        while let Some(parent) = new.pop() {
            let children = all
                .iter()
                .filter(|(_, its)| *its == parent)
                .map(|(id, _)| *id);
            let children: Vec<i32> = children.collect();
            found.extend(&children);
            new.extend(children);
        }
        found
    }

    fn configuration(&self, lines: &str) -> String {
        let folder = self.folder.path().display();
        format!(
            "ListenAddress 127.0.0.1:{}\nHostKey {folder}/host\nPidFile none\n\
             AuthorizedKeysFile {folder}/authorized_keys\nStrictModes no\nUsePAM no\n\
             PermitRootLogin yes\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n{lines}\n",
            self.port
        )
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Waits until `done`, or fails.
pub async fn until(mut done: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !done() {
        assert!(Instant::now() < deadline, "never happened");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// A new ed25519 key without a passphrase, unless `options` say otherwise.
pub fn keygen(path: &Path, options: &[&str]) {
    let mut command = Command::new("ssh-keygen");
    command.args(["-q", "-f"]).arg(path);
    if options.is_empty() {
        command.args(["-t", "ed25519", "-N", ""]);
    }
    let made = command.args(options).stdin(Stdio::null()).status().unwrap();
    assert!(made.success());
}

pub fn free_port() -> u16 {
    let socket = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    socket.local_addr().unwrap().port()
}

/// Whoever runs the tests.
pub fn user() -> String {
    let name = Command::new("id").arg("-un").output().unwrap().stdout;
    String::from_utf8(name).unwrap().trim().to_owned()
}

/// All processes: id and parent.
fn processes() -> Vec<(i32, i32)> {
    let folders = fs::read_dir("/proc").unwrap().flatten();
    folders
        .filter_map(|folder| {
            let id = folder.file_name().to_str()?.parse().ok()?;
            let text = fs::read_to_string(folder.path().join("stat")).ok()?;
            let (_, after) = text.rsplit_once(") ")?;
            Some((id, after.split(' ').nth(1)?.parse().ok()?))
        })
        .collect()
}
