//! The rules of the other webhooks: each is listed once, and its payload names what it is about.

use serde_json::Value;

use crate::form::{id, placeholders, prefix, texts, unique};
use crate::manifest::ManifestError;
use crate::model::Connector;
use crate::subject::read_id;
use crate::validate::known;
use crate::webhook::{CHANNEL, Webhook, Webhooks};

type Checked = Result<(), ManifestError>;

pub(crate) fn webhooks(connector: &Connector) -> Checked {
    let all = || connector.webhooks.iter().flat_map(|of| &of.events);
    let triggers = || connector.triggers.iter();
    let scopes = triggers().map(|it| it.scope.clone());
    let scopes = scopes.chain(all().map(|it| it.scope.clone()));
    unique("webhooks: scopes", scopes)?;
    let names = triggers().map(|it| it.name.clone());
    let names = names.chain(all().map(|it| it.name.clone()));
    unique("webhooks: names", names)?;
    let ids = triggers().map(|it| it.id.clone());
    unique("webhooks: ids", ids.chain(all().map(Webhook::id)))?;
    connector.webhooks.iter().try_for_each(|of| {
        let place = format!("webhooks of `{}`", of.group);
        texts(&place, &[&of.group, &of.resource])?;
        known(connector, &format!("{place}: needs_any"), &of.needs_any)?;
        of.events.iter().try_for_each(|it| webhook(of, it))
    })
}

fn webhook(of: &Webhooks, webhook: &Webhook) -> Checked {
    let place = format!("webhook `{}`", webhook.scope);
    prefix(&place, &webhook.scope, "store/")?;
    texts(&place, &[&webhook.name, &webhook.about])?;
    if webhook.scope.ends_with('*') {
        return faulty(webhook, "takes more than one kind of event");
    }
    let bare = webhook.scope.replacen(CHANNEL, "0", 1);
    if placeholders(&bare).next().is_some() {
        return faulty(webhook, "asks for something else than a channel");
    }
    if !webhook.is_of_channel() {
        id("webhooks", &webhook.id())?;
    }
    let Ok(data) = serde_json::from_str::<Value>(&of.data) else {
        return faulty(webhook, "has data that is not JSON");
    };
    match read_id(&webhook.sample(&data), &of.subject) {
        Some(_) => Ok(()),
        None => faulty(webhook, &format!("has no id at `{}`", of.subject)),
    }
}

fn faulty(webhook: &Webhook, why: &str) -> Checked {
    Err(ManifestError::Webhook {
        scope: webhook.scope.clone(),
        why: why.to_owned(),
    })
}
