//! Whether an event of a file can be one of ours: nothing in a file is trusted but its being shown.

use patchbay_bigcommerce::StoreHash;
use patchbay_ledger::{Headers, Import, ImportedDelivery, NewEvent, Verdict};

use crate::inbox::MASK;
use crate::portable::{PortableApp, PortableDelivery, PortableEvent, PortableStore};
use crate::redact;

/// The most characters of names, of ids and paths, of a label and of a note.
const NAME: usize = 255;
const TEXT: usize = 8 * 1024;
const LABEL: usize = 40;
const NOTE: usize = 10_000;
/// The most labels of an event, deliveries of an event, headers of a delivery.
const LABELS: usize = 100;
const DELIVERIES: usize = 1000;
const HEADERS: usize = 256;

/// An event that can be imported, once it has an app and a store.
pub(super) struct Checked {
    pub app: PortableApp,
    pub store: PortableStore,
    /// Its identity within its store.
    pub identity: String,
    pub first_at: i64,
    import: Import,
}

impl Checked {
    /// The event in an app and a store of ours.
    pub fn into_import(self: Box<Self>, app_id: i64, store_id: i64) -> Import {
        let mut import = self.import;
        import.app_id = app_id;
        import.store_id = store_id;
        import.event.identity = format!("{store_id}:{}", self.identity);
        import
    }
}

/// The event, or in a sentence why it cannot be one.
pub(super) fn checked(event: PortableEvent) -> Result<Checked, String> {
    names(&event)?;
    marks(&event)?;
    if event.deliveries.len() > DELIVERIES {
        return Err(format!("It has more than {DELIVERIES} deliveries."));
    }
    let (first_at, last_at) = (
        event.first_at.as_millisecond(),
        event.last_at.as_millisecond(),
    );
    if first_at < 0 || last_at < first_at {
        return Err("Its times cannot be right.".into());
    }
    let deliveries: Vec<_> = event
        .deliveries
        .into_iter()
        .map(delivery)
        .collect::<Result<_, _>>()?;
    Ok(Checked {
        import: Import {
            app_id: 0,
            store_id: 0,
            event: NewEvent {
                identity: String::new(),
                identity_before: None,
                recovered_from: None,
                trigger: event.trigger,
                scope: event.scope,
                resource_type: event.resource.kind,
                resource_id: event.resource.id,
                extra_id: event.resource.part,
                occurred_at: event.occurred_at.map(|at| at.as_millisecond()),
            },
            origin: event.origin,
            verdict: strongest(&deliveries).unwrap_or(event.verdict),
            first_at,
            last_at,
            pinned: event.pinned,
            labels: event.labels,
            note: event.note,
            deliveries,
        },
        app: event.app,
        store: event.store,
        identity: event.identity,
        first_at,
    })
}

/// An event is as good as the best of its deliveries, whatever a file says of it.
fn strongest(deliveries: &[ImportedDelivery]) -> Option<Verdict> {
    deliveries.iter().map(|delivery| delivery.verdict).max()
}

fn names(event: &PortableEvent) -> Result<(), String> {
    StoreHash::parse(&event.store.hash).map_err(|_| "Its store’s hash is none.".to_owned())?;
    plain("Its app’s name", &event.app.name, 1..=NAME)?;
    plain("Its connector", &event.app.connector, 1..=NAME)?;
    plain("Its store’s name", &event.store.name, 0..=NAME)?;
    plain("Its identity", &event.identity, 1..=TEXT)?;
    plain(
        "Its trigger",
        event.trigger.as_deref().unwrap_or("-"),
        1..=NAME,
    )?;
    plain("Its scope", &event.scope, 1..=TEXT)?;
    plain("Its resource’s type", &event.resource.kind, 0..=TEXT)?;
    plain("Its resource’s id", &event.resource.id, 0..=TEXT)?;
    let part = event.resource.part.as_deref().unwrap_or_default();
    plain("Its resource’s part", part, 0..=TEXT)
}

fn marks(event: &PortableEvent) -> Result<(), String> {
    if event.labels.len() > LABELS {
        return Err(format!("It has more than {LABELS} labels."));
    }
    for label in &event.labels {
        plain("A label", label, 1..=LABEL)?;
    }
    let lines = event.note.replace(['\n', '\r', '\t'], " ");
    plain("Its note", &lines, 0..=NOTE)
}

/// Whether a text has so many characters, and none that hides or turns round others.
fn plain(what: &str, text: &str, length: std::ops::RangeInclusive<usize>) -> Result<(), String> {
    if !length.contains(&text.chars().count()) {
        return Err(format!("{what} is too short or too long."));
    }
    let hides =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    match text.contains(hides) {
        true => Err(format!("{what} has a control character.")),
        false => Ok(()),
    }
}

fn delivery(delivery: PortableDelivery) -> Result<ImportedDelivery, String> {
    plain("A method", &delivery.method, 1..=NAME)?;
    plain("A path", &delivery.path, 1..=TEXT)?;
    let webhook_id = delivery.webhook_id.as_deref().unwrap_or_default();
    plain("A webhook-id", webhook_id, 0..=TEXT)?;
    let body = delivery.body().ok_or("A body is no Base64.")?;
    Ok(ImportedDelivery {
        received_at: delivery.received_at.as_millisecond(),
        headers: headers(&delivery)?,
        path: redact::redact(&delivery.path).into_owned(),
        method: delivery.method,
        body,
        verdict: delivery.verdict,
        origin: delivery.origin,
        answer: delivery.answer.map(Into::into),
        webhook_id: delivery.webhook_id,
        webhook_timestamp_s: delivery.webhook_timestamp.map(|at| at.as_second()),
    })
}

fn headers(delivery: &PortableDelivery) -> Result<Headers, String> {
    if delivery.headers.len() > HEADERS {
        return Err(format!("A delivery has more than {HEADERS} headers."));
    }
    let mut headers = Headers::with_capacity(delivery.headers.len());
    for header in &delivery.headers {
        plain("A header’s name", &header.name, 1..=NAME)?;
        let value = match redact::is_secret(&header.name) {
            true => MASK.as_bytes().to_vec(),
            false => header.bytes().ok_or("A header’s value is no Base64.")?,
        };
        headers.push((header.name.clone(), value));
    }
    Ok(headers)
}
