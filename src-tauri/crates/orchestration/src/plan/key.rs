//! Names that stay the same however often something is tried: of a run, and of a step in it.

use sha2::{Digest, Sha256};

use super::place::Place;

/// The name of a run by what makes it one, such as its orchestration and its event: 64 digits.
pub fn run_key(parts: &[&str]) -> String {
    digest(parts)
}

/// The name of a step of a run, for fields that say what made something: 64 digits.
pub fn step_key(run_key: &str, place: &Place) -> String {
    digest(&[run_key, &place.to_string()])
}

/// Lengths go in too, so that no two lists of parts are one text.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_of_their_parts_and_of_nothing_else() {
        let key = run_key(&["1", "23"]);
        assert_eq!(key, run_key(&["1", "23"]));
        assert_eq!(key.len(), 64);
        assert_ne!(key, run_key(&["12", "3"]));
        let place = Place::of("each").item(1).then("charge");
        assert_ne!(step_key(&key, &place), step_key(&key, &Place::of("charge")));
        assert_ne!(step_key("other", &place), step_key(&key, &place));
    }
}
