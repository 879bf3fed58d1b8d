//! What the differences between here, the portal and the stores' tokens mean, in BigCommerce's terms,
//! and what to do about each.

use patchbay_connector::Connector;

use super::cells::{exceeds, lacks};
use super::checklist::rows;
use super::three_way::Alike;
use super::words;
use crate::view::{
    FindingKind, PortalRow, PortalStep, ScopeCell, ScopeFinding, ScopeLine, ScopeMend,
};
use crate::words::counted;

const CONSENT: &str = "Open the app in the store’s control panel. BigCommerce asks for consent \
     again, and the new token carries them.";
const PORTAL: &str = "Set this on the Scopes tab, press Save changes and Confirm new scopes (older \
     portal: Update & Close, then Confirm Update). Then let each store consent again.";

/// The findings, the gravest first.
pub(super) fn findings(
    connector: &Connector,
    configured: &[String],
    lines: &[ScopeLine],
    alike: &[Alike<'_>],
) -> Vec<ScopeFinding> {
    let rows = rows(connector, configured);
    let step = |line: &ScopeLine| step(&rows, line);
    let custom = lines.iter().filter(|line| line.custom);
    let invalid = custom
        .filter(|line| lacks(&line.portal))
        .map(|line| invalid(connector, &line.row));
    not_ticked(lines, step)
        .into_iter()
        .chain(invalid)
        .chain(not_consented(lines, alike))
        .chain(wider_in_portal(lines, step))
        .chain(wider_on_stores(lines, alike))
        .collect()
}

fn step(rows: &[PortalRow], line: &ScopeLine) -> PortalStep {
    let asked = rows.iter().find(|row| row.row == line.row);
    PortalStep {
        row: line.row.clone(),
        old_row: line.old_row.clone(),
        level: asked.map_or_else(|| "None".into(), |row| row.level.clone()),
        old_level: asked.map_or_else(|| "none".into(), |row| row.old_level.clone()),
        now: line.portal.level.clone(),
    }
}

/// Rows that the portal had not set as they are asked for.
fn not_ticked(
    lines: &[ScopeLine],
    step: impl Fn(&ScopeLine) -> PortalStep,
) -> Option<ScopeFinding> {
    let lines = lines.iter().filter(|line| !line.custom);
    let steps: Vec<PortalStep> = lines.filter(|line| lacks(&line.portal)).map(step).collect();
    let title = match steps.as_slice() {
        [] => return None,
        [only] => format!(
            "Scopes missing: the portal has {} at {}, not {}",
            only.row, only.now, only.level
        ),
        several => format!(
            "Scopes missing: {} rows of the portal ask for less",
            several.len()
        ),
    };
    Some(ScopeFinding {
        kind: FindingKind::ScopesMissing,
        title,
        meaning: "Tokens carry what is ticked and confirmed in the portal. BigCommerce refuses \
                  what needs more: “You don’t have a required scope”."
            .into(),
        remedy: PORTAL.into(),
        steps,
        mends: Vec::new(),
        consent: true,
    })
}

/// A scope that is not documented and that no grant named.
fn invalid(connector: &Connector, scope: &str) -> ScopeFinding {
    let meant = connector.check_custom(scope).did_you_mean;
    let remedy = match &meant {
        Some(meant) => format!("It looks like {meant}. Otherwise remove it, unless BigCommerce gave it to you."),
        None => "Remove it, unless BigCommerce gave it to you. Then ask BigCommerce to switch it on for your app.".into(),
    };
    let scope = scope.to_owned();
    let replace = meant.map(|by| ScopeMend::Replace {
        scope: scope.clone(),
        by,
    });
    ScopeFinding {
        kind: FindingKind::InvalidScope,
        title: format!("Invalid scope: BigCommerce does not grant {scope}"),
        meaning:
            "Where an app asks by name for a scope that BigCommerce does not support, or that \
                  the portal’s list does not have, the install ends with “invalid scope”."
                .into(),
        remedy,
        steps: Vec::new(),
        mends: replace
            .into_iter()
            .chain([ScopeMend::Remove { scope }])
            .collect(),
        consent: false,
    }
}

/// Stores whose tokens lack what the portal has ticked.
fn not_consented(lines: &[ScopeLine], alike: &[Alike<'_>]) -> Option<ScopeFinding> {
    let (who, several, rows) = on_stores(lines, alike, lacks)?;
    let have = if several { "have" } else { "has" };
    Some(ScopeFinding {
        kind: FindingKind::ConsentDue,
        title: format!("{who} {have} not consented to {} yet", words::listed(&rows)),
        meaning: "The portal asks for it, but a token keeps what its store consented to.".into(),
        remedy: CONSENT.into(),
        steps: Vec::new(),
        mends: Vec::new(),
        consent: true,
    })
}

/// Rows that the portal had set to more than is asked for.
fn wider_in_portal(
    lines: &[ScopeLine],
    step: impl Fn(&ScopeLine) -> PortalStep,
) -> Option<ScopeFinding> {
    let lines: Vec<&ScopeLine> = lines.iter().filter(|line| exceeds(&line.portal)).collect();
    let rows: Vec<String> = lines.iter().map(|line| line.row.clone()).collect();
    if rows.is_empty() {
        return None;
    }
    let add = |scope: &String| ScopeMend::Add {
        scope: scope.clone(),
    };
    Some(ScopeFinding {
        kind: FindingKind::Wider,
        title: format!(
            "Wider than asked for: the portal grants more of {}",
            words::listed(&rows)
        ),
        meaning: "Nothing fails by it. But a token that can do more can do more harm, and lists \
                  that are not identical can end in “invalid scope” where an app asks by name."
            .into(),
        remedy: "Set it lower in the portal, or ask for it here too.".into(),
        steps: lines
            .iter()
            .filter(|line| !line.custom)
            .map(|line| step(line))
            .collect(),
        mends: lines
            .iter()
            .flat_map(|line| line.portal.scopes.iter().map(add))
            .collect(),
        consent: false,
    })
}

/// Stores whose tokens carry more than is asked for, though the portal does not.
fn wider_on_stores(lines: &[ScopeLine], alike: &[Alike<'_>]) -> Option<ScopeFinding> {
    let (who, several, rows) = on_stores(lines, alike, exceeds)?;
    let grant = if several { "grant" } else { "grants" };
    Some(ScopeFinding {
        kind: FindingKind::Wider,
        title: format!(
            "Wider than asked for: {} still {grant} more of {}",
            who.to_lowercase(),
            words::listed(&rows)
        ),
        meaning: "Nothing fails by it. The token is from a time when the app asked for more."
            .into(),
        remedy: "It narrows when the store consents again.".into(),
        steps: Vec::new(),
        mends: Vec::new(),
        consent: true,
    })
}

/// Which stores differ in rows where the portal does not, whether they are several, and the rows.
fn on_stores(
    lines: &[ScopeLine],
    alike: &[Alike<'_>],
    differs: fn(&ScopeCell) -> bool,
) -> Option<(String, bool, Vec<String>)> {
    let mut rows: Vec<String> = Vec::new();
    let mut stores = 0;
    for it in alike {
        let own = lines
            .iter()
            .zip(&it.cells)
            .filter(|(line, cell)| differs(cell) && !differs(&line.portal));
        let own: Vec<&String> = own.map(|(line, _)| &line.row).collect();
        stores += if own.is_empty() { 0 } else { it.stores.len() };
        for row in own {
            if !rows.contains(row) {
                rows.push(row.clone());
            }
        }
    }
    let all = alike.iter().map(|it| it.stores.len()).sum();
    (stores > 0).then(|| (who(stores, all), stores > 1, rows))
}

/// "The store", "All 5 stores", "2 of 5 stores".
fn who(differ: usize, all: usize) -> String {
    match (differ, all) {
        (_, 1) => "The store".into(),
        (differ, all) if differ == all => format!("All {}", counted(all, "store")),
        (differ, all) => format!("{differ} of {}", counted(all, "store")),
    }
}
