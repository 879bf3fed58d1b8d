//! The name that somebody meant who wrote another.

use strsim::{jaro_winkler, normalized_damerau_levenshtein};

/// Names less alike than this are not offered.
const LEAST: f64 = 0.72;

/// The known name most like the one written; of two alike ones the first.
pub(crate) fn nearest<'n>(
    written: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    let written = written.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        let alike = likeness(&written, &name.to_lowercase());
        if alike >= LEAST && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, name));
        }
    }
    best.map(|(_, name)| name)
}

/// `total` is meant to be `total_inc_tax` as much as `totla` is meant to be `total`.
fn likeness(written: &str, name: &str) -> f64 {
    let alike = normalized_damerau_levenshtein(written, name).max(jaro_winkler(written, name));
    let part = written.len() >= 3 && name.split('_').any(|word| word == written);
    if part { alike.max(LEAST) } else { alike }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_is_most_alike_is_meant() {
        let known = ["id", "status", "total_inc_tax", "items_total", "currency"];
        for (written, meant) in [
            ("total", Some("total_inc_tax")),
            ("Status", Some("status")),
            ("staus", Some("status")),
            ("currencies", Some("currency")),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known), meant, "{written}");
        }
    }
}
