//! Scopes typed by hand: their form, and what was probably meant.

use strsim::normalized_damerau_levenshtein as alike;

use crate::model::Connector;

const LONGEST: usize = 100;
const CLOSE: f64 = 0.75;
const PREFIXES: [&str; 3] = ["", "store_v2_", "store_"];

/// What was found of a typed scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomScope {
    /// Whether it has the form of a scope: lower case letters, digits and underscores.
    pub well_formed: bool,
    /// The documented scope it is, in the documented spelling.
    pub documented: Option<String>,
    /// The documented scope it looks like, when it is none.
    pub did_you_mean: Option<String>,
}

impl Connector {
    /// Checks a scope typed by the user; spaces around it are ignored.
    pub fn check_custom(&self, typed: &str) -> CustomScope {
        let typed = typed.trim();
        let documented = self.scope(typed).map(|scope| scope.id.clone());
        CustomScope {
            well_formed: well_formed(typed),
            did_you_mean: if documented.is_some() {
                None
            } else {
                self.closest(typed)
            },
            documented,
        }
    }

    fn closest(&self, typed: &str) -> Option<String> {
        let plain = plain(typed);
        if plain.is_empty() || plain.len() > LONGEST {
            return None;
        }
        let likeness = |spelling: &str| {
            let bare = spelling.strip_suffix("_manage").unwrap_or(spelling);
            PREFIXES
                .iter()
                .map(|prefix| format!("{prefix}{plain}"))
                .map(|guess| alike(&guess, spelling).max(alike(&guess, bare)))
                .fold(0.0, f64::max)
        };
        self.scopes
            .iter()
            .filter(|scope| scope.is_for_stores())
            .flat_map(|scope| {
                std::iter::once(&scope.id)
                    .chain(&scope.also_spelt)
                    .map(move |s| (scope, s))
            })
            .map(|(scope, spelling)| (scope, likeness(spelling)))
            .filter(|(_, score)| *score >= CLOSE)
            .max_by(|one, other| one.1.total_cmp(&other.1))
            .map(|(scope, _)| scope.id.clone())
    }
}

fn well_formed(typed: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (3..=LONGEST).contains(&typed.len())
        && typed.starts_with(|first: char| first.is_ascii_lowercase())
        && typed.bytes().all(allowed)
}

fn plain(typed: &str) -> String {
    typed.to_lowercase().replace(['-', ' ', '.', ':', '/'], "_")
}
