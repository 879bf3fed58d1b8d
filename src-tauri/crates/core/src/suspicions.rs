//! Why an install may not arrive: the likely mistakes, likeliest first.

use crate::view::{AddressState, AddressView, Problem};

/// The likely mistakes when BigCommerce has not called back.
///
/// `address` is the public one, where the app is reached by it; `refused` counts requests that the listener turned away while waiting.
pub fn suspicions(
    practice: bool,
    callback: &str,
    address: Option<&AddressView>,
    refused: u64,
) -> Vec<Problem> {
    let mut found = Vec::new();
    if let Some(address) = address.filter(|address| address.state != AddressState::Up) {
        found.push(unreachable(address));
    }
    if refused > 0 {
        found.push(another_path(callback, refused));
    }
    found.push(not_pasted(callback));
    if practice {
        found.push(not_clicked());
    } else {
        found.push(another_email());
        found.push(signed_out());
    }
    found
}

fn problem(title: &str, meaning: String, remedy: &str) -> Problem {
    Problem {
        title: title.into(),
        meaning,
        remedy: remedy.into(),
    }
}

fn unreachable(address: &AddressView) -> Problem {
    problem(
        "The public address does not work",
        format!("BigCommerce cannot call back: {}", address.reason),
        "Mend it in the Public address step, then install again.",
    )
}

fn another_path(callback: &str, refused: u64) -> Problem {
    let times = if refused == 1 {
        "Once".into()
    } else {
        format!("{refused} times")
    };
    problem(
        "Something called another path",
        format!(
            "{times} since you opened BigCommerce, a request came to this machine that is not the Callback URL."
        ),
        &format!("Compare what stands under Auth Callback URL, letter by letter, with {callback}"),
    )
}

fn not_pasted(callback: &str) -> Problem {
    problem(
        "The Callback URL is not saved at BigCommerce",
        "BigCommerce calls the address under Auth, and only after Save changes.".into(),
        &format!("Paste {callback} under both Auth and Load, then press Save changes."),
    )
}

fn not_clicked() -> Problem {
    problem(
        "The install was not confirmed",
        "In the practice control panel the app waits under Apps › Develop.".into(),
        "Choose a store there, open the app, press Install and then Confirm.",
    )
}

fn another_email() -> Problem {
    problem(
        "The store belongs to another e-mail address",
        "A draft app shows only in stores owned by the e-mail address of the developer account."
            .into(),
        "Sign in to a store with that address, or install by link once the app is approved.",
    )
}

fn signed_out() -> Problem {
    problem(
        "The browser is signed out",
        "BigCommerce then shows its sign-in page and forgets what you came for.".into(),
        "Sign in, then open BigCommerce again from here.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::PublicAddress;

    fn address(state: AddressState) -> AddressView {
        AddressView {
            state,
            reason: "It timed out.".into(),
            ..PublicAddress::new(0).view()
        }
    }

    #[test]
    fn a_dead_address_is_the_first_suspect() {
        let found = suspicions(
            false,
            "https://x.test/c/k",
            Some(&address(AddressState::Down)),
            0,
        );
        assert_eq!(found[0].title, "The public address does not work");
    }

    #[test]
    fn practice_is_never_told_of_tunnels_or_e_mail() {
        let found = suspicions(true, "http://127.0.0.1:47800/c/k", None, 0);
        assert!(
            found
                .iter()
                .all(|one| !one.title.contains("public address"))
        );
        assert!(found.iter().all(|one| !one.title.contains("e-mail")));
    }

    #[test]
    fn a_refused_request_points_at_the_path() {
        let found = suspicions(true, "http://127.0.0.1:47800/c/k", None, 2);
        assert!(found[0].meaning.starts_with("2 times"));
        assert!(
            found[0].remedy.ends_with("/c/k"),
            "the right address is in the remedy"
        );
    }
}
