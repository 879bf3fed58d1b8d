//! What the API was asked to change: counted by store and kind for good, and the last calls one by
//! one, so that a test can tell that nothing was done twice.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

/// Kinds that are counted apart for one store; what is beyond them is counted together.
const KINDS_KEPT: usize = 200;

/// Subjects that are counted apart for one store; what is beyond them is counted together.
const SUBJECTS_KEPT: usize = 5_000;

/// Calls that are kept one by one.
const KEPT: usize = 1_000;

/// The kind of what is beyond [`KINDS_KEPT`], and the subject of what is beyond [`SUBJECTS_KEPT`].
const OTHERS: &str = "others";

/// The writes that the API received.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Calls {
    /// By store and kind: `POST /v2/orders/{id}/shipments`.
    pub counts: BTreeMap<String, BTreeMap<String, Count>>,
    /// By store and subject: `POST /v2/orders external_order_id=A-1`.
    #[serde(default)]
    pub subjects: BTreeMap<String, BTreeMap<String, Count>>,
    /// The last of them, oldest first.
    pub last: VecDeque<Write>,
}

/// How many writes of one kind a store received.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Those that were performed.
    pub accepted: u64,
    /// Those that were not.
    pub refused: u64,
    /// Those of the accepted whose answer was lost.
    pub lost: u64,
}

/// One write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// When it came, in milliseconds since the epoch.
    pub at_ms: i64,
    /// The store.
    pub store: String,
    /// The method, upper case.
    pub method: String,
    /// The path from the version on: `/v2/orders/101/shipments`.
    pub path: String,
    /// What it is about: the path, and what the body names.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// The status of the answer.
    pub status: u16,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It was performed.
    Accepted,
    /// It was not.
    Refused,
    /// It was performed, and the answer lost.
    Lost,
}

impl Calls {
    /// Notes a write.
    pub fn note(&mut self, write: Write) {
        let counts = self.counts.entry(write.store.clone()).or_default();
        add(counts, KINDS_KEPT, &write.kind(), write.fate);
        let subjects = self.subjects.entry(write.store.clone()).or_default();
        for subject in &write.subjects {
            add(subjects, SUBJECTS_KEPT, subject, write.fate);
        }
        self.last.push_back(write);
        while self.last.len() > KEPT {
            self.last.pop_front();
        }
    }
}

fn add(counts: &mut BTreeMap<String, Count>, most: usize, name: &str, fate: Fate) {
    let full = counts.len() >= most && !counts.contains_key(name);
    let name = if full { OTHERS } else { name };
    counts.entry(name.to_owned()).or_default().add(fate);
}

impl Count {
    fn add(&mut self, fate: Fate) {
        match fate {
            Fate::Accepted => self.accepted += 1,
            Fate::Refused => self.refused += 1,
            Fate::Lost => {
                self.accepted += 1;
                self.lost += 1;
            }
        }
    }
}

impl Write {
    /// Method and path, with `{id}` in the place of each number and UUID.
    pub fn kind(&self) -> String {
        let parts = self.path.split('/');
        let parts = parts.map(|part| if names_one(part) { "{id}" } else { part });
        format!("{} {}", self.method, parts.collect::<Vec<_>>().join("/"))
    }
}

fn names_one(part: &str) -> bool {
    let number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    number || uuid::Uuid::parse_str(part).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &str, fate: Fate) -> Write {
        Write {
            at_ms: 0,
            store: "a".to_owned(),
            method: "POST".to_owned(),
            path: path.to_owned(),
            subjects: vec![format!("POST {path}")],
            status: 201,
            fate,
        }
    }

    #[test]
    fn kinds_leave_out_which_one() {
        let kind = |path| write(path, Fate::Accepted).kind();
        assert_eq!(
            kind("/v2/orders/101/shipments"),
            "POST /v2/orders/{id}/shipments"
        );
        let cart = "/v3/carts/2d4f1b1c-8a52-4f0e-9b0a-0d5f6a7c8e9f/redirect_urls";
        assert_eq!(kind(cart), "POST /v3/carts/{id}/redirect_urls");
        assert_eq!(kind("/v3/customers"), "POST /v3/customers");
    }

    #[test]
    fn lost_ones_are_among_the_accepted() {
        let mut calls = Calls::default();
        for fate in [Fate::Accepted, Fate::Refused, Fate::Lost] {
            calls.note(write("/v2/orders", fate));
        }
        let expected = Count {
            accepted: 2,
            refused: 1,
            lost: 1,
        };
        assert_eq!(calls.counts["a"]["POST /v2/orders"], expected);
    }

    #[test]
    fn what_is_made_twice_counts_two_under_its_subject() {
        let mut calls = Calls::default();
        let path = "/v3/orders/101/payment_actions/refunds";
        for fate in [Fate::Lost, Fate::Accepted, Fate::Refused] {
            calls.note(write(path, fate));
        }
        calls.note(write(
            "/v3/orders/102/payment_actions/refunds",
            Fate::Accepted,
        ));
        let subject = format!("POST {path}");
        assert_eq!(calls.subjects["a"][&subject].accepted, 2);
        assert_eq!(calls.subjects["a"].len(), 2);
    }

    #[test]
    fn memory_is_bounded() {
        let mut calls = Calls::default();
        for turn in 0..6_000 {
            calls.note(write(&format!("/v2/x{turn}"), Fate::Refused));
        }
        assert_eq!(calls.last.len(), KEPT);
        assert_eq!(calls.counts["a"].len(), KINDS_KEPT + 1);
        assert_eq!(calls.counts["a"][OTHERS].refused, 5_800);
        assert_eq!(calls.subjects["a"].len(), SUBJECTS_KEPT + 1);
        assert_eq!(calls.subjects["a"][OTHERS].refused, 1_000);
    }
}
