//! The rules by which events go: none unless the user sets one, and what each would take is counted
//! before it is set.

use patchbay_ledger::{Expired, Expiry, Retention};

use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::view::{Bytes, Millis, RemovalPreview, RetentionRule};
use crate::words;

const DAY: i64 = 24 * 60 * 60 * 1000;
const MEGABYTE: i64 = 1_000_000;

/// A hundred years.
const MOST_DAYS: u32 = 36_500;

impl Patchbay {
    /// What would go by a rule at this moment.
    pub async fn retention_preview(&self, app: u32, rule: RetentionRule) -> Result<RemovalPreview> {
        let app = self.ledger_app(app).await?;
        let rule = ledger_rule(rule)?;
        let expiry = self.0.ledger.expiry(app.id, rule, self.now()).await?;
        self.preview(expiry).await
    }

    /// Sets what is kept of an app. What does not meet it goes from now on, in the background.
    pub async fn set_retention(&self, app: u32, rule: RetentionRule) -> Result<()> {
        let app = self.ledger_app(app).await?;
        let kept = ledger_rule(rule)?;
        self.0.ledger.set_retention(app.id, kept).await?;
        self.note(Some(app.id), "retention set", &in_words(rule))
            .await;
        self.keep_up();
        Ok(())
    }

    /// What would go if all events of an app went now.
    pub async fn clearing_preview(&self, app: u32, marked_too: bool) -> Result<RemovalPreview> {
        let app = self.ledger_app(app).await?;
        let expiry = self.0.ledger.expiry_of_all(app.id, marked_too).await?;
        self.preview(expiry).await
    }

    /// Lets all events that an app has by now go, in the background. Its set-up stays.
    pub async fn clear_events(&self, app: u32, marked_too: bool) -> Result<()> {
        let app = self.ledger_app(app).await?;
        self.0.ledger.ask_clearing(app.id, marked_too).await?;
        self.0
            .ledger
            .look_back_no_further(app.id, self.now())
            .await?;
        self.keep_up();
        Ok(())
    }

    async fn preview(&self, expiry: Expiry) -> Result<RemovalPreview> {
        Ok(preview(self.0.ledger.count_expiry(expiry).await?))
    }

    /// There is something to remove.
    fn keep_up(&self) {
        self.0.keeping.wake.notify_one();
        self.touch();
    }
}

/// A rule as the ledger keeps it.
fn ledger_rule(rule: RetentionRule) -> Result<Retention> {
    let limits = [rule.days, rule.events, rule.megabytes];
    if limits.contains(&Some(0)) || rule.days.is_some_and(|days| days > MOST_DAYS) {
        let message = "Use whole numbers from 1 on, and at most a hundred years.";
        return Err(Error::invalid(Field::Retention, message));
    }
    Ok(Retention {
        age: rule.days.map(|days| i64::from(days) * DAY),
        events: rule.events.map(i64::from),
        bytes: rule.megabytes.map(|size| i64::from(size) * MEGABYTE),
        marked_too: rule.marked_too,
    })
}

/// A rule of the ledger as the page shows it.
pub(super) fn view(rule: Retention) -> RetentionRule {
    let number = |value: i64| u32::try_from(value).unwrap_or(u32::MAX);
    RetentionRule {
        days: rule.age.map(|age| number(age / DAY)),
        events: rule.events.map(number),
        megabytes: rule.bytes.map(|bytes| number(bytes / MEGABYTE)),
        marked_too: rule.marked_too,
    }
}

fn in_words(rule: RetentionRule) -> String {
    let limits = [
        rule.days.map(|days| format!("{days} days")),
        rule.events.map(|events| format!("{events} events")),
        rule.megabytes.map(|size| format!("{size} MB")),
    ];
    let limits: Vec<String> = limits.into_iter().flatten().collect();
    if limits.is_empty() {
        "everything".into()
    } else {
        limits.join(", ")
    }
}

fn preview(expired: Expired) -> RemovalPreview {
    RemovalPreview {
        events: words::count(expired.events),
        deliveries: words::count(expired.deliveries),
        bytes: Bytes(expired.bytes),
        latest: expired.latest.map(Millis),
        kept: words::count(expired.kept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_comes_back_as_it_was_given() {
        let rule = RetentionRule {
            days: Some(90),
            events: None,
            megabytes: Some(4_000_000),
            marked_too: true,
        };
        assert_eq!(view(ledger_rule(rule).unwrap()), rule);
        assert_eq!(in_words(rule), "90 days, 4000000 MB");
        assert_eq!(in_words(RetentionRule::default()), "everything");
    }

    #[test]
    fn a_limit_of_nothing_is_refused() {
        let nothing = RetentionRule {
            events: Some(0),
            ..RetentionRule::default()
        };
        assert!(ledger_rule(nothing).is_err());
        let ages = RetentionRule {
            days: Some(40_000),
            ..RetentionRule::default()
        };
        assert!(ledger_rule(ages).is_err());
    }
}
