//! Why an install may not arrive: the likely mistakes, likeliest first.

use patchbay_connector::Symptom;

use crate::diagnosis::words::explained;
use crate::view::{AddressState, AddressView, Problem};

/// What is known when BigCommerce has not called back.
#[derive(Clone, Copy, Debug)]
pub struct Silence<'a> {
    /// Whether the app practises.
    pub practice: bool,
    /// Whether it was to be installed by its link.
    pub by_link: bool,
    /// The Callback URL.
    pub callback: &'a str,
    /// The public address, where the app is reached by it.
    pub address: Option<&'a AddressView>,
    /// Requests that the listener turned away while waiting.
    pub refused: u64,
}

/// The likely mistakes when BigCommerce has not called back.
pub fn suspicions(silence: Silence<'_>) -> Vec<Problem> {
    let of = |detail| Symptom::detailed("install_silent", detail).fact("here", silence.callback);
    let mut found = Vec::new();
    if let Some(address) = silence.address.filter(|it| it.state != AddressState::Up) {
        found.push(of("address").fact("said", address.reason.as_str()));
    }
    if silence.refused > 0 {
        found.push(of("refused").fact("said", times(silence.refused)));
    }
    if silence.by_link {
        found.push(of("link"));
    }
    found.push(of("pasted"));
    let others: &[_] = if silence.practice {
        &["practice"]
    } else {
        &["email", "signed_out"]
    };
    found.extend(others.iter().map(|detail| of(detail)));
    found.iter().map(explained).collect()
}

fn times(refused: u64) -> String {
    match refused {
        1 => "Once".into(),
        several => format!("{several} times"),
    }
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

    fn practice(refused: u64) -> Silence<'static> {
        Silence {
            practice: true,
            by_link: false,
            callback: "http://127.0.0.1:47800/c/k",
            address: None,
            refused,
        }
    }

    #[test]
    fn a_link_to_a_draft_is_a_suspect() {
        let found = suspicions(Silence {
            practice: false,
            by_link: true,
            ..practice(0)
        });
        assert_eq!(found[0].title, "The app is a draft");
    }

    #[test]
    fn a_dead_address_is_the_first_suspect() {
        let down = address(AddressState::Down);
        let found = suspicions(Silence {
            practice: false,
            callback: "https://x.test/c/k",
            address: Some(&down),
            ..practice(0)
        });
        assert_eq!(found[0].title, "The public address does not work");
    }

    #[test]
    fn practice_is_never_told_of_tunnels_or_e_mail() {
        let found = suspicions(practice(0));
        assert!(
            found
                .iter()
                .all(|one| !one.title.contains("public address"))
        );
        assert!(found.iter().all(|one| !one.title.contains("e-mail")));
    }

    #[test]
    fn a_refused_request_points_at_the_path() {
        let found = suspicions(practice(2));
        assert!(found[0].meaning.starts_with("2 times"));
        assert!(
            found[0].remedy.ends_with("/c/k"),
            "the right address is in the remedy"
        );
    }
}
