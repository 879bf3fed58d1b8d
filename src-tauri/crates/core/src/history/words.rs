//! What is written down of a change. No secret is ever an argument.

use patchbay_ledger::{ChosenScope, ScopeKind, Store};

/// Each scope that was added or removed, with what happened to it.
pub(crate) fn of_scopes(
    before: &[ChosenScope],
    after: &[ChosenScope],
) -> Vec<(&'static str, String)> {
    let is_in =
        |list: &[ChosenScope], one: &ChosenScope| list.iter().any(|other| other.scope == one.scope);
    let removed = before.iter().filter(|one| !is_in(after, one));
    let added = after.iter().filter(|one| !is_in(before, one));
    let removed = removed.map(|one| ("scope removed", one.scope.clone()));
    let added = added.map(|one| match one.kind {
        ScopeKind::Additional => ("scope added", one.scope.clone()),
        ScopeKind::Custom => ("custom scope added", one.scope.clone()),
    });
    removed.chain(added).collect()
}

/// Credentials given for the first time, or in the place of others.
pub(crate) fn of_credentials(before: Option<&str>, client_id: &str) -> (&'static str, String) {
    match before {
        None => ("credentials given", format!("Client ID {client_id}")),
        Some(same) if same == client_id => (
            "client secret replaced",
            format!("for the same Client ID {client_id}"),
        ),
        Some(other) => (
            "credentials replaced",
            format!("Client ID {other} → {client_id}"),
        ),
    }
}

/// What a store's token carries more or less since it consented again; `None` where it had none.
pub(crate) fn of_consent(before: Option<&Store>, after: &Store) -> Option<String> {
    let before = before.filter(|store| !store.granted.is_empty())?;
    let without = |these: &[String], those: &[String], sign: &str| -> Vec<String> {
        let only = these.iter().filter(|one| !those.contains(one));
        only.map(|one| format!("{sign}{one}")).collect()
    };
    let mut changes = without(&after.granted, &before.granted, "+");
    changes.extend(without(&before.granted, &after.granted, "−"));
    Some(match changes.as_slice() {
        [] => "the same scopes".into(),
        some => some.join(", "),
    })
}

/// A store by its name and hash.
pub(crate) fn store(store: &Store) -> String {
    match &store.profile {
        Some(profile) => format!("{} ({})", profile.name, store.hash),
        None => store.hash.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(scope: &str, kind: ScopeKind) -> ChosenScope {
        ChosenScope {
            scope: scope.into(),
            kind,
        }
    }

    #[test]
    fn only_what_changed_of_the_scopes_is_written() {
        let before = [
            chosen("a", ScopeKind::Additional),
            chosen("b", ScopeKind::Custom),
        ];
        let after = [
            chosen("a", ScopeKind::Additional),
            chosen("c", ScopeKind::Custom),
            chosen("d", ScopeKind::Additional),
        ];
        assert_eq!(
            of_scopes(&before, &after),
            [
                ("scope removed", "b".to_owned()),
                ("custom scope added", "c".to_owned()),
                ("scope added", "d".to_owned()),
            ]
        );
        assert!(of_scopes(&after, &after).is_empty());
    }

    #[test]
    fn credentials_are_told_apart_by_the_public_half() {
        assert_eq!(of_credentials(None, "x").0, "credentials given");
        assert_eq!(of_credentials(Some("x"), "x").0, "client secret replaced");
        let (what, detail) = of_credentials(Some("x"), "y");
        assert_eq!(
            (what, detail.as_str()),
            ("credentials replaced", "Client ID x → y")
        );
    }
}
