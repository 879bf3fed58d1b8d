//! Countries by their ISO 3166 codes.

const LIST: &str = include_str!("countries.txt");

/// The English name of a country; absent when there is no such code.
pub fn country(code: &str) -> Option<&'static str> {
    let mut rows = LIST.lines().filter_map(|line| line.split_once(' '));
    rows.find(|(known, _)| *known == code).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_exact() {
        assert_eq!(country("AT"), Some("Austria"));
        assert_eq!(country("at"), None);
        assert_eq!(country("XX"), None);
        assert_eq!(country(""), None);
    }
}
