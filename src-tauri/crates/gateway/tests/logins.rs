//! The keys that open an SSH tunnel: of a file, of the agent, of our own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use common::sshd::{Sshd, keygen};
use common::{own_key, simple, tunnel};
use patchbay_gateway::Listener;
use patchbay_gateway::tunnel::ssh::{Login, OwnKey, Ssh};
use patchbay_gateway::tunnel::{Fault, open};
use tokio::io::{AsyncReadExt, copy};
use tokio::net::{TcpListener, TcpStream};

async fn try_with(login: Login, sshd: &Sshd, listener: &Listener) -> Result<(), Fault> {
    let tunnel = Ssh {
        login,
        ..tunnel(sshd)
    };
    open(&tunnel, listener.entrance()).await.map(drop)
}

#[tokio::test]
async fn our_own_key_lets_in_once_it_is_authorized() {
    let ((_, listener), sshd) = (simple().await, Sshd::start().await);
    let key = own_key(&sshd);
    try_with(Login::Own(key), &sshd, &listener).await.unwrap();

    let other = OwnKey::generate().unwrap();
    let fault = try_with(Login::Own(other), &sshd, &listener)
        .await
        .unwrap_err();
    assert!(matches!(&fault, Fault::LoginRefused { .. }), "{fault}");
    assert!(fault.is_fatal());
    assert!(fault.to_string().contains("Patchbay’s key"), "{fault}");
}

#[tokio::test]
async fn files_that_hold_no_usable_key_are_told_apart() {
    let ((_, listener), sshd) = (simple().await, Sshd::start().await);
    keygen(&sshd.path("locked"), &["-t", "ed25519", "-N", "passphrase"]);
    keygen(&sshd.path("ecdsa"), &["-t", "ecdsa", "-N", ""]);
    keygen(&sshd.path("rsa"), &["-t", "rsa", "-b", "2048", "-N", ""]);
    fs::write(sshd.path("text"), "not a key").unwrap();
    sshd.authorize(&fs::read_to_string(sshd.path("ecdsa.pub")).unwrap());
    let by_file = |name: &str| Login::File(sshd.path(name));

    try_with(by_file("ecdsa"), &sshd, &listener).await.unwrap();
    for (name, words) in [
        ("locked", "it has a passphrase"),
        ("missing", "there is no such file"),
        ("text", "it is no private key"),
        ("rsa", "through the agent only"),
    ] {
        let fault = try_with(by_file(name), &sshd, &listener).await.unwrap_err();
        assert!(matches!(&fault, Fault::KeyUnusable { .. }), "{fault}");
        assert!(fault.to_string().contains(words), "{name}: {fault}");
    }
}

#[tokio::test]
async fn the_agent_lets_in_with_whichever_key_fits() {
    let ((_, listener), sshd) = (simple().await, Sshd::start().await);
    let agent = Agent::start(&sshd.path("agent"));
    let login = || Login::Agent {
        socket: Some(agent.socket.clone()),
    };
    let fault = try_with(login(), &sshd, &listener).await.unwrap_err();
    assert_eq!(fault.to_string(), "The SSH agent holds no key.");

    keygen(&sshd.path("other"), &[]);
    agent.add(&sshd.path("other"));
    let fault = try_with(login(), &sshd, &listener).await.unwrap_err();
    assert!(matches!(&fault, Fault::LoginRefused { .. }), "{fault}");

    keygen(&sshd.path("rsa"), &["-t", "rsa", "-b", "2048", "-N", ""]);
    sshd.authorize(&fs::read_to_string(sshd.path("rsa.pub")).unwrap());
    agent.add(&sshd.path("rsa"));
    try_with(login(), &sshd, &listener).await.unwrap();
}

#[tokio::test]
async fn no_agent_is_told_apart_from_an_empty_one() {
    let ((_, listener), sshd) = (simple().await, Sshd::start().await);
    let fault = try_with(Login::Agent { socket: None }, &sshd, &listener)
        .await
        .unwrap_err();
    assert!(fault.to_string().contains("SSH_AUTH_SOCK"), "{fault}");
    let socket = Some(sshd.path("nobody"));
    let fault = try_with(Login::Agent { socket }, &sshd, &listener)
        .await
        .unwrap_err();
    assert_eq!(fault.to_string(), "The SSH agent does not answer.");
}

#[tokio::test]
async fn an_agent_that_refuses_the_use_of_a_key_is_not_the_servers_fault() {
    let ((_, listener), sshd) = (simple().await, Sshd::start().await);
    let agent = Agent::start(&sshd.path("asking"));
    agent.add_with(&sshd.path("user"), &["-c"]);
    let login = Login::Agent {
        socket: Some(agent.socket.clone()),
    };
    let fault = try_with(login, &sshd, &listener).await.unwrap_err();
    assert_eq!(
        fault.to_string(),
        "The SSH agent refuses the use of its keys."
    );
}

#[tokio::test]
async fn a_connection_that_is_cut_while_logging_in_is_no_refusal() {
    let ((_, listener), sshd) = (simple().await, Sshd::start().await);
    for bytes in [40, 1_100, 1_600, 2_000, 2_200] {
        let cut = Ssh {
            port: relay(sshd.port, bytes).await,
            ..tunnel(&sshd)
        };
        let fault = open(&cut, listener.entrance()).await.unwrap_err();
        assert!(!fault.is_fatal(), "after {bytes} bytes: {fault}");
    }
}

/// A port that leads to `server` and is cut once so many bytes came back.
async fn relay(server: u16, bytes: u64) -> u16 {
    let here = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = here.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (client, _) = here.accept().await.unwrap();
        let server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
        let (mut from_client, mut to_client) = client.into_split();
        let (from_server, mut to_server) = server.into_split();
        let mut back = from_server.take(bytes);
        tokio::select! {
            _ = copy(&mut from_client, &mut to_server) => {}
            _ = copy(&mut back, &mut to_client) => {}
        }
    });
    port
}

struct Agent {
    socket: PathBuf,
    running: Child,
}

impl Agent {
    fn start(socket: &Path) -> Self {
        let running = Command::new("ssh-agent")
            .args(["-D", "-a"])
            .arg(socket)
            .env("SSH_ASKPASS", "/bin/false")
            .env("SSH_ASKPASS_REQUIRE", "force")
            .env("DISPLAY", ":0")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while !socket.exists() {
            std::thread::yield_now();
        }
        Self {
            socket: socket.to_owned(),
            running,
        }
    }

    fn add(&self, key: &Path) {
        self.add_with(key, &[]);
    }

    fn add_with(&self, key: &Path, options: &[&str]) {
        let added = Command::new("ssh-add")
            .arg("-q")
            .args(options)
            .arg(key)
            .env("SSH_AUTH_SOCK", &self.socket)
            .status();
        assert!(added.unwrap().success());
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _gone = self.running.kill();
        let _status = self.running.wait();
    }
}
