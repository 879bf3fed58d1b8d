//! Where the chosen scopes are too few, too many or misspelt for what is in use, with what mends it.

use patchbay_connector::{Connector, Surplus};
use patchbay_ledger::{App, ChosenScope, ScopeKind};

use super::uses::{Purpose, Use};
use super::words;
use crate::view::{AdviceKind, ScopeAdvice, ScopeMend};

/// Advice on an app's scopes, what is missing first.
pub(super) fn advice(
    connector: &Connector,
    app: &App,
    configured: &[String],
    uses: &[Use<'_>],
) -> Vec<ScopeAdvice> {
    let chosen = app.scopes.iter();
    let more = chosen.filter_map(|it| match it.kind {
        ScopeKind::Additional => too_much(connector, configured, &it.scope, uses),
        ScopeKind::Custom => misspelt(connector, it),
    });
    too_little(connector, configured, uses)
        .into_iter()
        .chain(more)
        .collect()
}

/// One piece of advice a scope, whatever number of uses lack it.
fn too_little(connector: &Connector, configured: &[String], uses: &[Use<'_>]) -> Vec<ScopeAdvice> {
    let mut lacking: Vec<(&str, Vec<&Use<'_>>)> = Vec::new();
    for it in uses {
        let Some(scope) = connector.unmet(it.needs_any, configured) else {
            continue;
        };
        match lacking.iter_mut().find(|(known, _)| *known == scope) {
            Some((_, those)) => those.push(it),
            None => lacking.push((scope, vec![it])),
        }
    }
    let advice = |(scope, those): (&str, Vec<&Use<'_>>)| ScopeAdvice {
        kind: AdviceKind::TooLittle,
        scope: scope.to_owned(),
        message: lack(&those),
        mend: ScopeMend::Add {
            scope: scope.to_owned(),
        },
    };
    lacking.into_iter().map(advice).collect()
}

fn lack(uses: &[&Use<'_>]) -> String {
    let named = |purpose| {
        let those = uses.iter().filter(move |it| it.purpose == purpose);
        those.map(|it| it.name.to_owned()).collect::<Vec<_>>()
    };
    if uses.iter().any(|it| it.purpose == Purpose::Profile) {
        return "Without it a store shows by its hash only: no name, plan or currency.".into();
    }
    let (reading, recovery) = (named(Purpose::Reading), named(Purpose::Recovery));
    if reading.is_empty() {
        return format!(
            "Missed {} cannot be found again without it.",
            words::listed(&recovery)
        );
    }
    let arrives = if reading.len() == 1 {
        "arrives"
    } else {
        "arrive"
    };
    let mut things: Vec<String> = uses
        .iter()
        .filter(|it| it.purpose == Purpose::Reading)
        .map(|it| format!("the {}", it.resource))
        .collect();
    things.dedup();
    format!(
        "{} {arrives} without it, but {} cannot be read.",
        words::listed(&reading),
        words::listed(&things)
    )
}

fn too_much(
    connector: &Connector,
    configured: &[String],
    scope: &str,
    uses: &[Use<'_>],
) -> Option<ScopeAdvice> {
    let needs: Vec<&[String]> = uses.iter().map(|it| it.needs_any).collect();
    let (message, mend) = match connector.surplus(configured, scope, &needs)? {
        Surplus::Unneeded => (
            "Nothing that is on here needs it. Keep it if software of your own uses it.".into(),
            ScopeMend::Remove {
                scope: scope.to_owned(),
            },
        ),
        Surplus::Narrower { instead } => (
            format!("{instead} is enough for what is on here."),
            ScopeMend::Replace {
                scope: scope.to_owned(),
                by: instead,
            },
        ),
    };
    Some(ScopeAdvice {
        kind: AdviceKind::TooMuch,
        scope: scope.to_owned(),
        message,
        mend,
    })
}

fn misspelt(connector: &Connector, chosen: &ChosenScope) -> Option<ScopeAdvice> {
    let meant = connector.check_custom(&chosen.scope).did_you_mean?;
    Some(ScopeAdvice {
        kind: AdviceKind::Misspelt,
        scope: chosen.scope.clone(),
        message: format!("BigCommerce documents no such scope. Did you mean {meant}?"),
        mend: ScopeMend::Replace {
            scope: chosen.scope.clone(),
            by: meant,
        },
    })
}
