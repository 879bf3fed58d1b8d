//! One row of the developer portal, as one list of scopes sets it: here, in the portal, or in a
//! token.

use patchbay_connector::{Connector, Scope};

use crate::view::{ScopeCell, Standing};

/// What a line of the comparison is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject<'a> {
    /// A row of the portal.
    Row(&'a str),
    /// A scope that is not documented.
    Custom(&'a str),
}

/// What is compared: every row that any of the lists sets, in the portal's order, then what is not
/// documented.
pub(super) fn subjects<'a>(connector: &'a Connector, lists: &[&'a [String]]) -> Vec<Subject<'a>> {
    let named = |scope: &Scope| {
        let spelt = |one: &String| scope.is_spelt(one);
        lists.iter().any(|list| list.iter().any(spelt))
    };
    let mut found: Vec<Subject<'a>> = Vec::new();
    let mut add = |subject| {
        if !found.contains(&subject) {
            found.push(subject);
        }
    };
    let documented = connector.scopes.iter().filter(|scope| named(scope));
    documented.for_each(|scope| add(Subject::Row(&scope.row)));
    let all = lists.iter().flat_map(|list| list.iter());
    all.filter(|id| connector.scope(id).is_none())
        .filter(|id| !connector.ignored_granted.contains(id))
        .for_each(|id| add(Subject::Custom(id)));
    found
}

/// What `scopes` set of a subject, against the scopes that are asked for.
pub(super) fn cell(
    connector: &Connector,
    subject: Subject<'_>,
    scopes: &[String],
    asked: &[String],
) -> ScopeCell {
    let own = strongest(connector, subject, scopes);
    let wanted = strongest(connector, subject, asked);
    ScopeCell {
        level: level(connector, &own),
        standing: standing(connector, &own, &wanted),
        scopes: own,
    }
}

/// Whether less is there than is asked for.
pub(super) fn lacks(cell: &ScopeCell) -> bool {
    matches!(cell.standing, Standing::Missing | Standing::Narrower)
}

/// Whether more is there than is asked for.
pub(super) fn exceeds(cell: &ScopeCell) -> bool {
    matches!(cell.standing, Standing::Wider | Standing::Unasked)
}

/// Those of a list that belong to a subject and that no other of them includes.
fn strongest(connector: &Connector, subject: Subject<'_>, scopes: &[String]) -> Vec<String> {
    let belongs = |id: &&String| match (subject, connector.scope(id)) {
        (Subject::Row(row), Some(scope)) => scope.row == row,
        (Subject::Custom(custom), None) => *id == custom,
        (Subject::Row(_), None) | (Subject::Custom(_), Some(_)) => false,
    };
    let own: Vec<String> = scopes.iter().filter(belongs).cloned().collect();
    connector.requested(&own)
}

fn level(connector: &Connector, own: &[String]) -> String {
    let word = |id: &String| Some(connector.scope(id)?.level.word());
    let words: Vec<&str> = own.iter().filter_map(word).collect();
    match (words.is_empty(), own.is_empty()) {
        (false, _) => words.join(" + "),
        (true, true) => "None".into(),
        (true, false) => String::new(),
    }
}

fn standing(connector: &Connector, own: &[String], wanted: &[String]) -> Standing {
    let covers = |these: &[String], those: &[String]| {
        let held = |one: &String| connector.satisfies(these, one).is_some();
        those.iter().all(held)
    };
    match (own.is_empty(), wanted.is_empty()) {
        (true, true) => Standing::Same,
        (true, false) => Standing::Missing,
        (false, true) => Standing::Unasked,
        (false, false) if !covers(own, wanted) => Standing::Narrower,
        (false, false) if !covers(wanted, own) => Standing::Wider,
        (false, false) => Standing::Same,
    }
}
