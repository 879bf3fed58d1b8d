//! Where one URL differs from another, to the letter: BigCommerce compares callback URLs so.

use url::Url;

use crate::view::UrlDifference;

/// What is different about a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Spaces, line ends, or letters that cannot be seen.
    Unseen,
    /// http for https, or the other way round.
    Scheme,
    /// The host, or its port.
    Host,
    /// A slash at the end.
    Slash,
    /// Capitals.
    Case,
    /// Something after the path.
    Query,
    /// Anything else.
    Path,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Unseen => "Spaces or letters that cannot be seen",
            Self::Scheme => "Another scheme: http and https are two addresses",
            Self::Host => "Another host or port",
            Self::Slash => "A slash at the end",
            Self::Case => "Capitals",
            Self::Query => "Something after the path",
            Self::Path => "Another path",
        }
    }
}

/// What is different about `there`, if anything is: what weighs most.
pub(super) fn kind(here: &str, there: &str) -> Option<Kind> {
    if here == there {
        return None;
    }
    if seen(there) == here {
        return Some(Kind::Unseen);
    }
    let (Ok(ours), Ok(theirs)) = (Url::parse(here), Url::parse(&seen(there))) else {
        return Some(Kind::Path);
    };
    let place = |url: &Url| {
        (
            url.host_str().map(str::to_owned),
            url.port_or_known_default(),
        )
    };
    let only_scheme = ours.host_str() == theirs.host_str() && ours.scheme() != theirs.scheme();
    Some(if only_scheme {
        Kind::Scheme
    } else if place(&ours) != place(&theirs) {
        Kind::Host
    } else if theirs.query().is_some() || theirs.fragment().is_some() {
        Kind::Query
    } else if there.trim_end_matches('/') == here.trim_end_matches('/') {
        Kind::Slash
    } else if there.eq_ignore_ascii_case(here) {
        Kind::Case
    } else {
        Kind::Path
    })
}

/// Where `there` differs from `here`, if it does.
pub(super) fn difference(here: &str, there: &str) -> Option<UrlDifference> {
    let kind = kind(here, there)?;
    let before = shared(here.chars(), there.chars());
    let (ours, theirs) = (after(here, before), after(there, before));
    let behind = shared(ours.chars().rev(), theirs.chars().rev());
    let (ours, tail) = split(ours, behind);
    let (theirs, _) = split(theirs, behind);
    Some(UrlDifference {
        words: kind.words().into(),
        before: here.chars().take(before).collect(),
        here: ours.into(),
        there: theirs.into(),
        after: tail.into(),
    })
}

/// Without what cannot be seen.
fn seen(text: &str) -> String {
    let unseen = |c: char| c.is_whitespace() || c.is_control() || is_format(c);
    text.chars().filter(|c| !unseen(*c)).collect()
}

/// Zero-width letters and marks of direction, which come with copied text (Unicode's category Cf).
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

fn shared(ours: impl Iterator<Item = char>, theirs: impl Iterator<Item = char>) -> usize {
    ours.zip(theirs).take_while(|(a, b)| a == b).count()
}

fn after(text: &str, letters: usize) -> &str {
    let at = text.char_indices().nth(letters).map(|(at, _)| at);
    &text[at.unwrap_or(text.len())..]
}

/// The last so many letters apart.
fn split(text: &str, letters: usize) -> (&str, &str) {
    let at = text.char_indices().rev().take(letters).last();
    text.split_at(at.map_or(text.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "https://hooks.example.com/c/k3y";

    #[test]
    fn every_way_to_paste_it_wrong_is_named() {
        for (there, expected) in [
            (HERE, None),
            ("https://hooks.example.com/c/k3y ", Some(Kind::Unseen)),
            (
                "https://hooks.example.com/c/k3\u{200b}y",
                Some(Kind::Unseen),
            ),
            ("http://hooks.example.com/c/k3y", Some(Kind::Scheme)),
            ("https://other.example.com/c/k3y", Some(Kind::Host)),
            ("https://hooks.example.com:8443/c/k3y", Some(Kind::Host)),
            ("https://hooks.example.com/c/k3y/", Some(Kind::Slash)),
            ("https://hooks.example.com/c/K3y", Some(Kind::Case)),
            ("https://hooks.example.com/c/k3y?a=1", Some(Kind::Query)),
            (
                "https://hooks.example.com/c/k3y/uninstall",
                Some(Kind::Path),
            ),
            ("hooks.example.com/c/k3y", Some(Kind::Path)),
            ("", Some(Kind::Path)),
        ] {
            assert_eq!(kind(HERE, there), expected, "{there:?}");
        }
    }

    #[test]
    fn the_difference_is_shown_to_the_letter() {
        let parts = |there: &str| {
            let it = difference(HERE, there).unwrap();
            (it.before, it.here, it.there, it.after)
        };
        let text = |parts: [&str; 4]| {
            let [a, b, c, d] = parts.map(str::to_owned);
            (a, b, c, d)
        };
        let at_end = ["https://hooks.example.com/c/k3y", "", "/", ""];
        assert_eq!(parts("https://hooks.example.com/c/k3y/"), text(at_end));
        let scheme = ["http", "s", "", "://hooks.example.com/c/k3y"];
        assert_eq!(parts("http://hooks.example.com/c/k3y"), text(scheme));
        let umlaut = ["https://hooks.example.com/c/k", "3", "ü", "y"];
        assert_eq!(parts("https://hooks.example.com/c/küy"), text(umlaut));
    }
}
