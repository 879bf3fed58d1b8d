//! Cutting secrets out of what a server said.
//!
//! Servers echo requests into their errors. Before any of their text is kept, every secret that
//! was sent is cut out by value, raw and percent-encoded, and the text is shortened.

use secrecy::{ExposeSecret, SecretString};
use url::form_urlencoded::byte_serialize;

const LONGEST: usize = 300;
const CUT: &str = "[redacted]";

/// `said` without `secrets`, on one line, at most 300 characters.
pub(crate) fn redact(said: &str, secrets: &[&SecretString]) -> String {
    shorten(&cut(said, secrets))
}

/// `said` without `secrets`.
pub(crate) fn cut(said: &str, secrets: &[&SecretString]) -> String {
    let mut text = said.to_owned();
    for secret in secrets {
        let raw = secret.expose_secret();
        if raw.is_empty() {
            continue;
        }
        text = text.replace(raw, CUT);
        let encoded: String = byte_serialize(raw.as_bytes()).collect();
        text = text.replace(&encoded, CUT);
    }
    text
}

fn shorten(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &one_line[..end]),
        None => one_line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_raw_and_encoded_values() {
        let secret = SecretString::from("can+ary/7");
        let said = redact("got can+ary/7 and can%2Bary%2F7\n\n twice", &[&secret]);
        assert_eq!(said, "got [redacted] and [redacted] twice");
    }

    #[test]
    fn cuts_before_it_shortens() {
        let secret = SecretString::from("s".repeat(64));
        let said = format!("{}{}", "x".repeat(280), "s".repeat(64));
        let kept = redact(&said, &[&secret]);
        assert!(
            !kept.contains('s'),
            "no part of a secret is left at the edge: {kept}"
        );
    }

    #[test]
    fn shortens_between_characters() {
        let kept = redact(&"é".repeat(400), &[]);
        assert_eq!(kept.chars().count(), LONGEST + 1);
    }
}
