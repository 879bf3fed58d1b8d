//! The live path as it is: BigCommerce's own addresses, https on port 443, certificates that are
//! verified, a keychain, and a reverse proxy that others wrote. Nothing in the app is told that
//! this is a test: the network is one in which those names lead here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod certificates;
mod network;
mod proxy;
#[path = "../support/mod.rs"]
mod support;
mod town;

mod inside {
    mod faults;
    mod path;
    mod secrets;
}

#[test]
fn a_live_app_from_nothing_to_a_trigger() {
    network::run("inside::path::from_nothing_to_a_trigger");
}

#[test]
fn a_changed_address_takes_its_hooks_along() {
    network::run("inside::path::a_changed_address");
}

#[test]
fn a_proxy_that_goes_and_comes_back() {
    network::run("inside::faults::a_proxy_that_goes_and_comes_back");
}

#[test]
fn too_many_bad_answers_are_told_before_they_are_acted_upon() {
    network::run("inside::faults::too_many_bad_answers");
}

#[test]
fn every_wrong_certificate_has_its_own_words() {
    network::run("inside::faults::wrong_certificates");
}

#[test]
fn every_wrong_proxy_has_its_own_words() {
    network::run("inside::faults::wrong_proxies");
}

#[test]
fn whoever_answers_for_bigcommerce_must_be_it() {
    network::run("inside::faults::an_impostor");
}

#[test]
fn a_login_that_is_silent_is_named_before_the_merchant_gives_up() {
    network::run("inside::faults::a_silent_login");
}

#[test]
fn a_deletion_says_which_hooks_it_leaves() {
    network::run("inside::path::a_deletion");
}

#[test]
fn what_opens_a_tunnel_stays_in_the_vault() {
    network::run("inside::secrets::of_tunnels");
}
