//! Addresses that a service gives, said in the session's output.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::time::Duration;

use common::sshd::Sshd;
use common::{simple, tunnel};
use patchbay_gateway::tunnel::ssh::{Reached, Service, Ssh};
use patchbay_gateway::tunnel::{Beat, Fault, Link, Tunnel, open};
use tokio::time::timeout;

const LONG: Duration = Duration::from_secs(30);

fn by(service: Service, sshd: &Sshd) -> Ssh {
    Ssh {
        reached: Reached::Said(service),
        ..tunnel(sshd)
    }
}

async fn beat(link: &mut Box<dyn Link>) -> Beat {
    timeout(LONG, link.next())
        .await
        .expect("nothing was noticed")
}

#[tokio::test]
async fn the_address_is_the_one_that_is_said_and_moves_with_it() {
    let (_, listener) = simple().await;
    let sshd = Sshd::running(
        r#"[ "$SSH_ORIGINAL_COMMAND" = "--output json" ] || exit 1
        echo '{"event":"authn","message":"authenticated as anonymous user"}'
        echo '{"event":"tcpip-forward","address":"one.lhr.life","status":"success"}'
        while [ ! -e "$0.move" ]; do sleep 0.05; done
        echo '{"event":"tcpip-forward","address":"two.lhr.life","status":"success"}'
        while [ ! -e "$0.end" ]; do sleep 0.05; done
        echo 'session over, thank you'"#,
    )
    .await;
    let mut link = open(&by(Service::LocalhostRun, &sshd), listener.entrance())
        .await
        .unwrap();
    assert_eq!(link.address().as_str(), "https://one.lhr.life/");
    sshd.touch("forced.move");
    assert_eq!(
        beat(&mut link).await,
        Beat::Moved("https://two.lhr.life/".parse().unwrap())
    );
    assert_eq!(link.address().as_str(), "https://two.lhr.life/");
    sshd.touch("forced.end");
    let Beat::Ended(fault) = beat(&mut link).await else {
        panic!()
    };
    assert!(
        matches!(&fault, Fault::EndedThere { said, .. } if said.contains("session over")),
        "{fault}"
    );
}

#[tokio::test]
async fn pinggy_is_asked_as_a_terminal_would() {
    let (_, listener) = simple().await;
    let sshd = Sshd::running(
        r#"[ -z "$SSH_ORIGINAL_COMMAND" ] || exit 1
        printf 'You are not authenticated.\r\n'
        printf 'http://rn-203.a.free.pinggy.link\r\nhttps://rn-203.a.free.pinggy.link\r\n'
        exec sleep 60"#,
    )
    .await;
    let link = open(&by(Service::Pinggy, &sshd), listener.entrance())
        .await
        .unwrap();
    assert_eq!(
        link.address().as_str(),
        "https://rn-203.a.free.pinggy.link/"
    );
}

#[tokio::test]
async fn a_service_that_says_no_address_is_quoted() {
    let (_, listener) = simple().await;
    let sshd = Sshd::running("echo 'too many tunnels for this network today'").await;
    let tunnel = by(Service::Pinggy, &sshd);
    let fault = open(&tunnel, listener.entrance()).await.unwrap_err();
    assert!(
        matches!(&fault, Fault::NoAddress { said, .. } if said.contains("too many tunnels")),
        "{fault}"
    );
    assert_eq!(tunnel.whom(), "127.0.0.1");
}
