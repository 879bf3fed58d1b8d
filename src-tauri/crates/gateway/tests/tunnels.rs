//! What comes in by an SSH server, and what becomes of a tunnel when the server does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::net::TcpListener;
use std::time::Duration;

use common::sshd::{Sshd, free_port};
use common::{Raw, Recorder, hook, simple, tunnel};
use patchbay_gateway::tunnel::ssh::Pin;
use patchbay_gateway::tunnel::{Beat, Fault, Link, open};
use patchbay_gateway::{Limits, Listener};
use rustix::process::Signal;
use tokio::time::timeout;

/// Longer than anything here may take, on a busy machine.
const LONG: Duration = Duration::from_secs(30);

async fn beat(link: &mut Box<dyn Link>) -> Beat {
    timeout(LONG, link.next())
        .await
        .expect("nothing was noticed")
}

async fn arrives(sshd: &Sshd, listener: &Listener) -> u16 {
    let mut raw = Raw::at(sshd.forwarded).await;
    raw.ask(hook(listener, "", "{}")).await.status
}

#[tokio::test]
async fn what_comes_in_there_is_served_here() {
    let ((inbox, listener), sshd) = (simple().await, Sshd::start().await);
    let link = open(&tunnel(&sshd), listener.entrance()).await.unwrap();
    assert_eq!(link.address().as_str(), "https://hooks.example.com/");

    let mut several = Vec::new();
    for _ in 0..12 {
        several.push(Raw::at(sshd.forwarded).await);
    }
    for raw in &mut several {
        assert_eq!(raw.ask(hook(&listener, "", "{\"n\":1}")).await.status, 200);
        assert_eq!(raw.ask(hook(&listener, "", "{\"n\":2}")).await.status, 200);
    }
    assert_eq!(inbox.hooks().len(), 24);
    assert_eq!(inbox.hooks()[1].body, b"{\"n\":2}".as_slice());
    link.close().await;
}

#[tokio::test]
async fn connections_count_however_they_came() {
    let inbox = Recorder::new(usize::MAX >> 4);
    let limits = Limits {
        connections: 1,
        ..Limits::default()
    };
    let listener = common::listener(&inbox, limits).await;
    let sshd = Sshd::start().await;
    let _link = open(&tunnel(&sshd), listener.entrance()).await.unwrap();
    let mut inside = Raw::to(&listener).await;
    assert_eq!(inside.ask(hook(&listener, "", "{}")).await.status, 200);
    assert_eq!(arrives(&sshd, &listener).await, 503);
    drop(inside);
}

#[tokio::test]
async fn a_server_that_is_killed_is_missed_and_found_again() {
    let ((_, listener), mut sshd) = (simple().await, Sshd::start().await);
    let tunnel = tunnel(&sshd);
    let mut link = open(&tunnel, listener.entrance()).await.unwrap();
    sshd.kill();
    let ended = beat(&mut link).await;
    assert!(
        matches!(&ended, Beat::Ended(fault) if !fault.is_fatal()),
        "{ended:?}"
    );
    let fault = open(&tunnel, listener.entrance()).await.unwrap_err();
    assert!(matches!(&fault, Fault::Unreachable { .. }), "{fault}");
    assert!(fault.to_string().contains("refused"), "{fault}");

    sshd.again().await;
    let _link = open(&tunnel, listener.entrance()).await.unwrap();
    assert_eq!(arrives(&sshd, &listener).await, 200);
}

#[tokio::test]
async fn a_server_that_freezes_is_given_up_and_its_port_had_again() {
    let ((_, listener), mut sshd) = (simple().await, Sshd::start().await);
    let tunnel = tunnel(&sshd);
    let mut link = open(&tunnel, listener.entrance()).await.unwrap();
    sshd.signal_sessions(Signal::STOP);
    let Beat::Ended(fault) = beat(&mut link).await else {
        panic!("it goes on");
    };
    assert!(
        matches!(&fault, Fault::Lost { why, .. } if why.contains("no longer answers")),
        "{fault}"
    );
    drop(link);

    let fault = open(&tunnel, listener.entrance()).await.unwrap_err();
    assert!(matches!(&fault, Fault::PortHeld { .. }), "{fault}");
    assert!(!fault.is_fatal());
    sshd.signal_sessions(Signal::KILL);
    let _link = open(&tunnel, listener.entrance()).await.unwrap();
    assert_eq!(arrives(&sshd, &listener).await, 200);
    sshd.kill();
}

#[tokio::test]
async fn a_port_that_another_program_has_is_named() {
    let ((_, listener), sshd) = (simple().await, Sshd::start().await);
    let other = TcpListener::bind(("127.0.0.1", sshd.forwarded)).unwrap();
    let fault = open(&tunnel(&sshd), listener.entrance()).await.unwrap_err();
    let held = format!(
        "127.0.0.1 does not let its port {} be used.",
        sshd.forwarded
    );
    assert_eq!(fault.to_string(), held);
    drop(other);
    let _link = open(&tunnel(&sshd), listener.entrance()).await.unwrap();
}

#[tokio::test]
async fn a_server_with_another_key_is_not_trusted() {
    let ((_, listener), mut sshd) = (simple().await, Sshd::start().await);
    let mut tunnel = tunnel(&sshd);
    drop(open(&tunnel, listener.entrance()).await.unwrap());
    let known = tunnel.pin.known().expect("learnt");
    assert!(known.starts_with("SHA256:"), "{known}");

    sshd.kill();
    sshd.new_host_key();
    sshd.again().await;
    let fault = open(&tunnel, listener.entrance()).await.unwrap_err();
    assert!(fault.is_fatal());
    let Fault::HostKeyChanged {
        known: before,
        offered,
        ..
    } = fault
    else {
        panic!("{fault}");
    };
    assert_eq!(
        (&before, tunnel.pin.known().as_ref()),
        (&known, Some(&known))
    );
    assert_ne!(before, offered);

    tunnel.pin = Pin::none();
    let _link = open(&tunnel, listener.entrance()).await.unwrap();
    assert_eq!(tunnel.pin.known(), Some(offered));
}

#[tokio::test]
async fn what_is_no_ssh_server_is_told_apart() {
    let (_, listener) = simple().await;
    let mut tunnel = tunnel(&Sshd::start().await);
    tunnel.port = listener.addr().port();
    let fault = open(&tunnel, listener.entrance()).await.unwrap_err();
    assert!(
        matches!(
            &fault,
            Fault::NotSpoken { .. } | Fault::Lost { .. } | Fault::Unreachable { .. }
        ),
        "{fault}"
    );
    tunnel.port = free_port();
    let fault = open(&tunnel, listener.entrance()).await.unwrap_err();
    assert!(matches!(&fault, Fault::Unreachable { .. }), "{fault}");
    tunnel.host = "no-such-host.invalid".to_owned();
    let fault = open(&tunnel, listener.entrance()).await.unwrap_err();
    assert!(
        fault.to_string().contains("name could not be found"),
        "{fault}"
    );
}
