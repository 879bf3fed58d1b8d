//! What starts an orchestration, in words.

use patchbay_connector::bundled;
use patchbay_orchestration::document::{Every, Schedule, Source, Trigger, Webhook, Weekday};

/// "Order Created", "Every day at 08:30 (Europe/London)", "By hand".
pub(super) fn words(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Webhook(webhook) => of_webhook(webhook),
        Trigger::Schedule(schedule) => of_schedule(schedule),
        Trigger::Manual(_) => "By hand".into(),
    }
}

fn of_webhook(webhook: &Webhook) -> String {
    match &webhook.of {
        Source::Scope(scope) => scope.clone(),
        Source::Trigger(trigger) => {
            let connector = bundled().iter().find(|it| it.id == webhook.connector);
            let known = connector.and_then(|connector| connector.trigger(trigger));
            known.map_or_else(|| trigger.clone(), |known| known.name.clone())
        }
    }
}

fn of_schedule(schedule: &Schedule) -> String {
    let zone = &schedule.zone;
    match &schedule.every {
        Every::Minutes(1) => "Every minute".into(),
        Every::Minutes(count) => format!("Every {count} minutes"),
        Every::Hours(1) => "Every hour".into(),
        Every::Hours(count) => format!("Every {count} hours"),
        Every::Daily(at) => format!("Every day at {at} ({zone})"),
        Every::Weekly { on, at } => {
            let days: Vec<String> = on.iter().map(|it| day(*it).to_owned()).collect();
            format!("{} at {at} ({zone})", crate::words::listed(&days))
        }
    }
}

fn day(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
