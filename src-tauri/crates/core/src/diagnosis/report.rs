//! A diagnosis as a text for a ticket: what was seen, without what opens anything and whom it concerns.

use std::fmt::Write as _;

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::redact::redact;
use crate::view::{CheckState, DiagnosisCheck, DiagnosisView};

/// What stands for what is left out.
const UNSAID: &str = "…";

impl Patchbay {
    /// What is in no report: the unguessable parts of paths, and the folder, which has a user's name.
    pub(super) async fn unsaid(&self) -> Result<Vec<String>> {
        let apps = self.0.ledger.apps().await?;
        let hooks = self.0.ledger.hooks(None).await?;
        let keys = apps.into_iter().map(|app| app.key);
        let folder = self.0.home.folder().display().to_string();
        Ok(keys
            .chain(hooks.into_iter().map(|hook| hook.id))
            .chain([folder])
            .filter(|text| !text.is_empty())
            .collect())
    }
}

/// The report, in Markdown.
pub(super) fn report(view: &DiagnosisView, unsaid: &[String], version: &str) -> String {
    let mut text = format!(
        "# Patchbay {version}: diagnosis\n\n{}\n",
        time(view.began_at.0)
    );
    let mut group = "";
    for check in &view.checks {
        if check.group != group {
            group = &check.group;
            let _ = write!(text, "\n## {group}\n\n");
        }
        check_lines(&mut text, check);
    }
    clean(&text, unsaid)
}

fn check_lines(text: &mut String, check: &DiagnosisCheck) {
    let _ = writeln!(
        text,
        "- [{}] {}: {}",
        mark(check.state),
        name(check),
        check.seen
    );
    if let Some(problem) = &check.problem {
        for line in [&problem.meaning, &problem.remedy] {
            if !line.is_empty() {
                let _ = writeln!(text, "  - {line}");
            }
        }
    }
    for fact in &check.facts {
        let at = fact.at.map(|at| time(at.0)).unwrap_or_default();
        let _ = writeln!(
            text,
            "  - {}: {}",
            fact.label,
            format!("{} {at}", fact.value).trim()
        );
    }
}

/// `StoreScopes` as "Store scopes".
fn name(check: &DiagnosisCheck) -> String {
    let name = format!("{:?}", check.kind);
    let mut words = String::new();
    for letter in name.chars() {
        match letter.is_uppercase() && !words.is_empty() {
            true => words.extend([' ', letter.to_ascii_lowercase()]),
            false => words.push(letter),
        }
    }
    words
}

fn mark(state: CheckState) -> &'static str {
    match state {
        CheckState::Fine => "ok",
        CheckState::Doubtful => "doubtful",
        CheckState::Failing => "FAILING",
        CheckState::Skipped | CheckState::Waiting | CheckState::Running => "not run",
    }
}

fn time(at_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default();
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

fn clean(text: &str, unsaid: &[String]) -> String {
    let text = unsaid
        .iter()
        .fold(text.to_owned(), |text, secret| text.replace(secret, UNSAID));
    let lines = text.lines().map(|line| without_addresses(&redact(line)));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// E-mail addresses are people's.
fn without_addresses(line: &str) -> String {
    let is_one = |word: &str| {
        let (name, domain) = word.split_once('@').unwrap_or_default();
        !name.is_empty() && domain.contains('.')
    };
    let words = line.split(' ');
    let words = words.map(|word| if is_one(word) { UNSAID } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_anything_and_whom_it_concerns_is_left_out() {
        let unsaid = ["k3y0123456789".to_owned(), "/home/ada/patchbay".to_owned()];
        let text = "  - Auth: https://x.test/c/k3y0123456789?code=abc of ada@shop.example, in /home/ada/patchbay";
        let clean = clean(text, &unsaid);
        for secret in ["k3y0123456789", "abc", "ada", "shop.example"] {
            assert!(!clean.contains(secret), "{clean}");
        }
        assert!(clean.contains("https://x.test/c/…"), "{clean}");
    }
}
