//! The public address as its users choose it: a server of their own that runs OpenSSH and nginx,
//! from an empty form to green, and what the window says when each part of it fails.

use std::net::TcpListener;

use fantoccini::Locator;

use crate::desk::Desk;
use crate::network::{self, PUBLIC};
use crate::proxy::{Does, Proxy};
use crate::sshd::{Sshd, user};

#[test]
fn a_server_of_ones_own_is_chosen_and_watched() {
    network::run("address::chosen_and_watched");
}

#[test]
fn every_way_in_says_what_it_needs() {
    network::run("address::every_way");
}

fn proxy_to(sshd: &Sshd) -> Proxy {
    Proxy::of_user(&network::folder(), "good", &Does::HandsOn(sshd.forwarded))
}

async fn open_settings(desk: &Desk) {
    desk.app.press("Preferences").await;
    desk.app.find("#preferences-address").await;
}

/// Fills the form as somebody does who has the server and nothing else; the line for its
/// `authorized_keys`.
async fn choose(desk: &Desk, sshd: &Sshd) -> String {
    let app = &desk.app;
    app.click(Locator::Css("[role=radio][data-value='ssh']"))
        .await;
    app.fill("#ssh-host", "127.0.0.1").await;
    app.fill("#ssh-port", &sshd.port.to_string()).await;
    app.fill("#ssh-user", &user()).await;
    app.press("Make a key").await;
    app.see("ssh-ed25519").await;
    app.fill("#public-address", &format!("https://{PUBLIC}"))
        .await;
    app.fill("#ssh-listens", &sshd.forwarded.to_string()).await;
    app.picture("address-ssh-filled").await;
    let line = app.find("[data-copy^='ssh-ed25519']").await;
    let line = line.attr("data-copy").await.unwrap().unwrap();
    app.press("Save and test").await;
    line
}

/// What goes wrong first: the key is not there yet, and then another program has the port.
async fn mend(desk: &Desk, sshd: &Sshd, key: &str) {
    let app = &desk.app;
    app.see("does not let").await;
    app.see("authorized_keys").await;
    app.picture("address-refused").await;
    let other = TcpListener::bind(("127.0.0.1", sshd.forwarded)).unwrap();
    sshd.authorize(key);
    app.press("Test again").await;
    app.see("does not let its port").await;
    app.see("Next try").await;
    app.picture("address-port-held").await;
    drop(other);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn chosen_and_watched() {
    let mut sshd = Sshd::start().await;
    let proxy = proxy_to(&sshd);
    let desk = Desk::open(&[]).await;
    let app = &desk.app;
    open_settings(&desk).await;
    let key = choose(&desk, &sshd).await;
    mend(&desk, &sshd, &key).await;
    app.see("SSH to 127.0.0.1").await;
    app.see("was answered in").await;
    app.picture("address-up").await;
    app.click(Locator::XPath("//summary[contains(., 'BigCommerce asks')]"))
        .await;
    app.see("6 of 7").await;
    app.see("no public authority does").await;
    app.picture("address-preflight").await;
    app.accessible("the address").await;

    drop(proxy);
    app.press("Test again").await;
    app.see("Nothing arrives").await;
    app.picture("address-proxy-gone").await;
    let _proxy = proxy_to(&sshd);
    app.press("Test again").await;
    app.see("was answered in").await;

    sshd.kill();
    app.see("Next try").await;
    app.picture("address-down").await;
    sshd.again().await;
    app.see("was answered in").await;

    sshd.kill();
    sshd.new_host_key();
    sshd.again().await;
    app.see("host key").await;
    app.picture("address-host-key").await;
    app.press("Forget the host key").await;
    app.see("was answered in").await;
    app.picture("address-up-again").await;
    desk.close().await;
}

/// What cannot be had here says so, and what was typed as a token is never shown.
async fn refused(desk: &Desk) {
    let app = &desk.app;
    let choose = async |way: &str| {
        let radio = format!("[role=radio][data-value='{way}']");
        app.click(Locator::Css(&radio)).await;
    };
    choose("ngrok").await;
    app.fill("#tunnel-token", "2canary_of_a_token").await;
    app.press("Save and test").await;
    app.see("ngrok cannot be reached").await;
    app.picture("address-ngrok-unreachable").await;
    assert!(!app.0.source().await.unwrap().contains("2canary"));
    app.press("Change…").await;
    app.see("The keychain has one").await;

    choose("cloudflared").await;
    app.press("Quick, for a trial").await;
    app.fill("#program", "/nowhere/cloudflared").await;
    app.press("Save and test").await;
    app.see("/nowhere/cloudflared was not found").await;
    app.picture("address-no-program").await;
    app.accessible("a way that cannot be had").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn every_way() {
    let desk = Desk::open(&[]).await;
    let app = &desk.app;
    open_settings(&desk).await;
    app.0.set_window_size(1000, 700).await.unwrap();
    for way in ["own", "ssh", "ngrok", "cloudflared", "service"] {
        app.click(Locator::Css(&format!("[role=radio][data-value='{way}']")))
            .await;
        app.accessible(way).await;
        app.picture(&format!("address-{way}")).await;
    }
    refused(&desk).await;
    desk.close().await;
}
