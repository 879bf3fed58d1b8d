//! What others say, made fit to be shown.

use std::io;

use super::Fault;

/// The beginning of what somebody else said, on one line, without control characters.
pub(crate) fn shortened(said: &str) -> String {
    const MOST: usize = 240;
    let plain: String = said
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None if words.is_empty() => "nothing.".to_owned(),
        None => words,
    }
}

/// No connection, in a few words.
#[allow(clippy::wildcard_enum_match_arm)]
pub(crate) fn unreachable(host: String, error: &io::Error) -> Fault {
    let why = match error.kind() {
        io::ErrorKind::ConnectionRefused => "the connection was refused".to_owned(),
        io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof => {
            "the connection was cut".to_owned()
        }
        io::ErrorKind::TimedOut => "nothing answered".to_owned(),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => {
            "there is no way to it from this network".to_owned()
        }
        _ if error.to_string().contains("lookup") => "the name could not be found".to_owned(),
        _ => shortened(&error.to_string()),
    };
    Fault::Unreachable { host, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_say_is_short_and_on_one_line() {
        assert_eq!(shortened(" one\r\n\u{1b}[2Jtwo  "), "one [2Jtwo");
        assert_eq!(shortened("\n"), "nothing.");
        let long = shortened(&"ä".repeat(500));
        assert_eq!(long.chars().count(), 241);
    }
}
