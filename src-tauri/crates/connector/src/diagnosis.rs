//! What goes wrong with the platform, explained: rules of the manifest, of which the first that fits is
//! told. One list serves what runs, what is logged and what is looked into afterwards, so that the same
//! thing is never explained in two ways.

use serde::Deserialize;

use crate::form::placeholders;
use crate::model::Connector;

/// A rule: what it fits, and what is told then.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagnosis {
    /// `null_scope`.
    pub id: String,
    /// The code of the failure, `exchange_unbound`.
    pub code: String,
    /// What is known beyond the code, `trailing_slash`.
    #[serde(default)]
    pub detail: Option<String>,
    /// HTTP statuses, one of which it has to be; empty: any.
    #[serde(default)]
    pub status: Vec<u16>,
    /// Words, in small letters, one of which the platform has to have said; empty: any.
    #[serde(default)]
    pub said: Vec<String>,
    /// What happened. Texts may name what was seen: `{said}`.
    pub title: String,
    /// What it means.
    pub meaning: String,
    /// What to do.
    pub remedy: String,
    /// Where that is done.
    #[serde(default)]
    pub mend: Option<Mend>,
}

/// Where something is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mend {
    /// The public address.
    Address,
    /// The callback URLs to paste in the portal.
    Callbacks,
    /// The app's scopes.
    Scopes,
    /// The app's credentials.
    Credentials,
    /// An install on the store.
    Install,
    /// The store's control panel.
    ControlPanel,
    /// The app's triggers.
    Triggers,
    /// The store's hooks, written anew.
    Hooks,
    /// The store's page.
    Store,
    /// Nowhere: it passes.
    Wait,
}

/// What was seen of a failure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Symptom {
    /// Its code.
    pub code: &'static str,
    /// What is known beyond it.
    pub detail: Option<&'static str>,
    /// The HTTP status, if one was answered.
    pub status: Option<u16>,
    /// What may be told of it, by name; what is empty counts as not known.
    pub facts: Vec<(&'static str, String)>,
}

impl Symptom {
    /// One of which nothing else is known.
    pub fn new(code: &'static str) -> Self {
        Self {
            code,
            ..Self::default()
        }
    }

    /// The same with a detail.
    pub fn detailed(code: &'static str, detail: &'static str) -> Self {
        Self {
            detail: Some(detail),
            ..Self::new(code)
        }
    }

    /// The same with another detail.
    #[must_use]
    pub fn of(mut self, detail: &'static str) -> Self {
        self.detail = Some(detail);
        self
    }

    /// The same, of which this may be told.
    #[must_use]
    pub fn fact(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.facts.push((name, value.into()));
        self
    }

    /// The same, answered with this status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self.fact("status", status.to_string())
    }

    fn told(&self, name: &str) -> Option<&str> {
        let mut facts = self.facts.iter();
        let (_, value) = facts.find(|(known, value)| *known == name && !value.is_empty())?;
        Some(value)
    }
}

/// A failure, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained<'a> {
    /// The rule.
    pub rule: &'a str,
    /// What happened.
    pub title: String,
    /// What it means.
    pub meaning: String,
    /// What to do.
    pub remedy: String,
    /// Where that is done.
    pub mend: Option<Mend>,
}

impl Connector {
    /// What a failure means and what to do: by the first rule that fits; `None` for an unknown code.
    pub fn explain(&self, symptom: &Symptom) -> Option<Explained<'_>> {
        let rule = self.diagnoses.iter().find(|rule| rule.fits(symptom))?;
        Some(Explained {
            rule: &rule.id,
            title: filled(&rule.title, symptom),
            meaning: filled(&rule.meaning, symptom),
            remedy: filled(&rule.remedy, symptom),
            mend: rule.mend,
        })
    }
}

impl Diagnosis {
    /// Whether it asks for nothing beyond the code.
    pub(crate) fn is_plain(&self) -> bool {
        let free = self.detail.is_none() && self.status.is_empty() && self.said.is_empty();
        free && self.names().next().is_none()
    }

    /// What its texts name.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.title, &self.meaning, &self.remedy];
        texts.into_iter().flat_map(|text| placeholders(text))
    }

    fn fits(&self, symptom: &Symptom) -> bool {
        let detail = self.detail.is_none() || self.detail.as_deref() == symptom.detail;
        let status =
            self.status.is_empty() || symptom.status.is_some_and(|it| self.status.contains(&it));
        let said = symptom.told("said").unwrap_or_default().to_lowercase();
        let said = self.said.is_empty() || self.said.iter().any(|word| said.contains(word));
        let known = self.code == symptom.code && detail && status && said;
        known && self.names().all(|name| symptom.told(name).is_some())
    }
}

fn filled(text: &str, symptom: &Symptom) -> String {
    placeholders(text).fold(text.to_owned(), |filled, name| {
        let value = symptom.told(name).unwrap_or_default();
        filled.replace(&format!("{{{name}}}"), value)
    })
}
